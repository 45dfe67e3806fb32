package org.esdetect.es.manage;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.rest.RestStatus;
import org.esdetect.rule.ImportLine;

/** Keeps no exceptions, and says so of each. */
public final class NoExceptions implements ExceptionExchange {
    private static final int STATUS = RestStatus.NOT_IMPLEMENTED.getStatus();

    @Override
    public void take(
            List<ImportLine.ExceptionList> lists,
            List<ImportLine.ExceptionItem> items,
            boolean overwrite,
            Author author,
            ActionListener<Taken> listener) {
        List<Failure> failures = new ArrayList<>();
        lists.forEach(
                list -> failures.add(
                        new Failure(
                                list.line(),
                                list.listId(),
                                "",
                                STATUS,
                                "exception list [" + list.listId()
                                        + "] is not kept: exceptions are not applied here, and rules that name the list are loaded disabled")));
        items.forEach(item -> failures.add(new Failure(
                item.line(),
                item.listId(),
                item.itemId(),
                STATUS,
                "exception item [" + item.itemId() + "] is not kept: exceptions are not applied here")));
        listener.onResponse(new Taken(0, failures));
    }

    @Override
    public void give(Collection<String> listIds, ActionListener<Given> listener) {
        listener.onResponse(
                new Given(List.of(), List.of(), listIds.stream().sorted().toList()));
    }
}
