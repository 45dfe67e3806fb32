package org.esdetect.rule;

import java.util.List;
import java.util.Optional;

/** What a filter of a rule asks of every event, without the query language it was written in. */
public sealed interface FilterQuery {

    /** A value of the field equals one of {@code values}: strings, numbers, booleans. */
    record Equal(String field, List<Object> values, boolean caseInsensitive) implements FilterQuery {
        public Equal {
            values = List.copyOf(values);
        }
    }

    /** A value of the field matches {@code pattern}, in which a backslash takes the next character literally. */
    record Matching(String field, String pattern, boolean caseInsensitive) implements FilterQuery {}

    /** A value of the field lies within {@code bounds}. */
    record Range(String field, List<Bound> bounds) implements FilterQuery {
        public Range {
            bounds = List.copyOf(bounds);
        }
    }

    /** @param operator {@code gt}, {@code gte}, {@code lt} or {@code lte} */
    record Bound(String operator, Object value) {}

    record Exists(String field) implements FilterQuery {}

    /** All of them; every event when there are none. */
    record All(List<FilterQuery> parts) implements FilterQuery {
        public All {
            parts = List.copyOf(parts);
        }
    }

    /** At least one of them; no event when there are none. */
    record Any(List<FilterQuery> parts) implements FilterQuery {
        public Any {
            parts = List.copyOf(parts);
        }
    }

    record Not(FilterQuery part) implements FilterQuery {}

    /** What {@code rule}'s enabled filters ask, all together; empty when one of them is not understood here. */
    static Optional<FilterQuery> of(Rule rule) {
        Report report = new Report(Positions.NONE);
        FilterQuery all = FilterReader.all(new Fields("", rule.document(), report));
        return report.hasErrors() ? Optional.empty() : Optional.of(all);
    }
}
