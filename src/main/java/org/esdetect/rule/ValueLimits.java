package org.esdetect.rule;

import java.util.List;
import java.util.Map;
import org.esdetect.text.Problem;
import org.jspecify.annotations.Nullable;

/** Walks a rule that was just parsed and reports what is too deep or too long, or what JSON cannot hold. */
final class ValueLimits {
    private static final int MAX_KEY_LENGTH = 256;

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
                map.forEach((key, item) -> checkEntry(key.toString(), item, path, depth));
            }
        } else if (value instanceof List<?> list) {
            if (isWithin(list.size(), path, depth)) {
                for (int i = 0; i < list.size(); i++) {
                    check(list.get(i), path + "[" + i + "]", depth + 1);
                }
            }
        } else if (value instanceof Number number && !Double.isFinite(number.doubleValue())) {
            report.error(path, "field [" + path + "] is [" + Shown.value(value) + "], expected a finite number");
        } else if (value instanceof String text && hasHalfCharacter(text)) {
            report.error(path, "field [" + path + "] holds half of a surrogate pair, expected whole characters");
        }
    }

    private void checkEntry(String key, @Nullable Object item, String path, int depth) {
        if (key.length() > MAX_KEY_LENGTH) {
            report.error(
                    Problem.Code.TOO_LARGE,
                    path,
                    "the name [" + Shown.value(key) + "] has [" + key.length() + "] characters, the limit is ["
                            + MAX_KEY_LENGTH + "]");
            return;
        }
        check(key, path, depth);
        check(item, path.isEmpty() ? key : path + "." + key, depth + 1);
    }

    /** Such a text cannot be written as UTF-8, so it would come back from the store as another one. */
    private static boolean hasHalfCharacter(String text) {
        return text.codePoints().anyMatch(c -> c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
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
}
