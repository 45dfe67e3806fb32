package org.esdetect.es.store;

import java.util.List;
import java.util.Map;

/**
 * Every rule and exception of the store at one moment.
 *
 * @param unreadable documents that neither could be made of, by id: the reason. They do not keep the others from
 *     loading
 */
public record StoredRules(
        List<StoredRule> rules, StoredExceptions exceptions, Map<String, String> unreadable, Generation generation) {
    static final StoredRules NONE = new StoredRules(List.of(), StoredExceptions.NONE, Map.of(), Generation.NONE);

    public StoredRules {
        rules = List.copyOf(rules);
        unreadable = Map.copyOf(unreadable);
    }
}
