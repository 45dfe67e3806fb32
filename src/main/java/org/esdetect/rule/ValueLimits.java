package org.esdetect.rule;

import java.util.List;
import java.util.Map;
import org.esdetect.text.Problem;
import org.jspecify.annotations.Nullable;

/** Walks a rule that was just parsed and reports what is too deep, too long, or no number that JSON can hold. */
final class ValueLimits {
    private final ReadLimits limits;
    private final Report report;

    ValueLimits(ReadLimits limits, Report report) {
        this.limits = limits;
        this.report = report;
    }

    void check(Map<String, Object> rule) {
        check(rule, "", 1);
    }

    private void check(@Nullable Object value, String path, int depth) {
        if (value instanceof Map<?, ?> map) {
            if (isWithin(map.size(), path, depth)) {
                map.forEach((key, item) -> check(item, path.isEmpty() ? key.toString() : path + "." + key, depth + 1));
            }
        } else if (value instanceof List<?> list) {
            if (isWithin(list.size(), path, depth)) {
                for (int i = 0; i < list.size(); i++) {
                    check(list.get(i), path + "[" + i + "]", depth + 1);
                }
            }
        } else if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            report.error(path, "field [" + path + "] is [" + Shown.value(value) + "], expected a finite number");
        }
    }

    private boolean isWithin(int items, String path, int depth) {
        if (depth > limits.maxDepth()) {
            report.error(
                    Problem.Code.TOO_LARGE,
                    path,
                    "field [" + Shown.value(path) + "] is nested deeper than [" + limits.maxDepth() + "] levels");
            return false;
        }
        if (items > limits.maxItems()) {
            report.error(
                    Problem.Code.TOO_LARGE,
                    path,
                    "field [" + Shown.value(path) + "] has [" + items + "] entries, the limit is [" + limits.maxItems()
                            + "]");
            return false;
        }
        return true;
    }

    /** What to say of a text that is too large to be read at all. */
    static String tooLarge(long bytes, ReadLimits limits) {
        return "the rule has [" + bytes + "] bytes, the limit is [" + limits.maxBytes()
                + "]; shorten the guide or move long lists out of the query";
    }
}
