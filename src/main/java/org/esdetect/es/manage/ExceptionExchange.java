package org.esdetect.es.manage;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.elasticsearch.action.ActionListener;
import org.esdetect.rule.ImportLine;
import org.esdetect.rule.Rule;
import org.esdetect.text.Problem;

/** Takes the exception lists and items of a file that comes in, and gives those of a file that goes out. */
public interface ExceptionExchange {

    /**
     * Stores lists and items, each for itself. Called before the rules of the file are stored, so that a rule finds the
     * lists that it names.
     *
     * @param overwrite whether what is there already is replaced; otherwise it is a failure
     */
    void take(
            List<ImportLine.ExceptionList> lists,
            List<ImportLine.ExceptionItem> items,
            boolean overwrite,
            Author author,
            ActionListener<Taken> listener);

    /**
     * What the author of {@code rule}, which is stored, must know of its exceptions: lists that it names and nobody
     * has, items of its lists that are not applied.
     */
    List<Problem> problems(Rule rule);

    /**
     * The lists that apply to {@code rules}, those that they name and those that name them, and all their items, each
     * as Kibana imports it, in a fixed order.
     */
    void give(Collection<Rule> rules, ActionListener<Given> listener);

    /**
     * What became of lists and items that came in.
     *
     * @param count how many were stored
     */
    record Taken(int count, List<Failure> failures) {
        public Taken {
            failures = List.copyOf(failures);
        }
    }

    /**
     * A list or item that was not stored.
     *
     * @param line of the file
     * @param itemId empty when the list itself is meant
     * @param status as of an HTTP answer
     */
    record Failure(int line, String listId, String itemId, int status, String message) {}

    /**
     * What goes out.
     *
     * @param missing ids of lists that rules name and that do not exist
     */
    record Given(List<Map<String, Object>> lists, List<Map<String, Object>> items, List<String> missing) {
        public Given {
            lists = List.copyOf(lists);
            items = List.copyOf(items);
            missing = List.copyOf(missing);
        }
    }
}
