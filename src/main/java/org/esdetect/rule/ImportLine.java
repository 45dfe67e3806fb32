package org.esdetect.rule;

import java.util.Map;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/** One line of an export of Kibana's rules, recognised by its shape. */
public sealed interface ImportLine {

    /** Counted from 1. */
    int line();

    /** A rule, read or rejected. */
    record OfRule(int line, ReadRule rule) implements ImportLine {}

    /** An exception list: a container of items. */
    record ExceptionList(int line, String listId, Map<String, Object> object) implements ImportLine {}

    /** One exception of a list. */
    record ExceptionItem(int line, String listId, String itemId, Map<String, Object> object) implements ImportLine {}

    /** An action connector, of no use in Elasticsearch. */
    record Connector(int line, String id) implements ImportLine {}

    /** The last line: how many of each there are. */
    record Summary(int line, Map<String, Object> object) implements ImportLine {}

    /** Neither of these. */
    record Unreadable(int line, SourceText source, Problem problem) implements ImportLine {}
}
