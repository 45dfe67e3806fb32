package org.esdetect.rule;

import java.util.List;

/** One test of an exception item, as Kibana writes it. {@code excluded} turns it round. */
public sealed interface ExceptionEntry {
    String field();

    /** {@code match}, {@code match_any}: a value equals one of {@code values}. */
    record Match(String field, List<String> values, boolean excluded) implements ExceptionEntry {
        public Match {
            values = List.copyOf(values);
        }
    }

    /** {@code wildcard}: a value matches {@code pattern}, in which a backslash takes the next character literally. */
    record Wildcard(String field, String pattern, boolean excluded) implements ExceptionEntry {}

    /** {@code exists}: the field has a value. */
    record Exists(String field, boolean excluded) implements ExceptionEntry {}

    /** {@code list}: a value is in a value list, which Kibana keeps and does not export. */
    record ValueList(String field, String valueListId, boolean excluded) implements ExceptionEntry {}

    /** {@code nested}: one object at {@code field} passes all of {@code entries}, whose fields start below it. */
    record Nested(String field, List<ExceptionEntry> entries) implements ExceptionEntry {
        public Nested {
            entries = List.copyOf(entries);
        }
    }
}
