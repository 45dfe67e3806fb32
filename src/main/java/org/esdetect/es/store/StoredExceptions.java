package org.esdetect.es.store;

import java.util.List;
import org.esdetect.rule.ExceptionItem;
import org.esdetect.rule.ExceptionList;

/** Every exception list and item of the store at one moment. */
public record StoredExceptions(List<ExceptionList> lists, List<ExceptionItem> items) {
    static final StoredExceptions NONE = new StoredExceptions(List.of(), List.of());

    public StoredExceptions {
        lists = List.copyOf(lists);
        items = List.copyOf(items);
    }
}
