package org.esdetect.peers;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * In which forms the rules need each field, for engines that compare one way only: a peer's document holds these and nothing
 * else, which is the least that it can do with.
 */
final class FieldForms {
    /** How a value stands in a peer's document. */
    enum Form {
        /** The text as it is. */
        EXACT(""),
        /** The text with ASCII letters lowered. */
        FOLDED("~"),
        /** The number that the value is or spells. */
        NUMBER("#"),
        /** The address that the value spells. */
        ADDRESS("@"),
        /** That there is a value. */
        PRESENCE("!");

        private final String suffix;

        Form(String suffix) {
            this.suffix = suffix;
        }
    }

    private final Map<String, Set<Form>> byField = new LinkedHashMap<>();

    /** The name of {@code field} in that form, which is noted as needed. */
    String need(String field, Form form) {
        byField.computeIfAbsent(field, unseen -> new TreeSet<>()).add(form);
        return name(field, form);
    }

    static String name(String field, Form form) {
        return field + form.suffix;
    }

    Map<String, Set<Form>> all() {
        return byField;
    }
}
