package org.esdetect.rule;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.esdetect.text.Problem;

/** What must hold of the fields of exception items and lists; reports what does not. */
final class ExceptionCheck {
    static final int MAX_STEP = 255;

    private static final int MAX_ID_LENGTH = 256;
    private static final Pattern ID = Pattern.compile("[^_/\\p{Cntrl}][^/\\p{Cntrl}]*");
    private static final List<String> SYSTEMS = List.of("linux", "macos", "windows");
    private static final List<String> NAMESPACES = List.of("agnostic", "single");
    private static final List<String> LIST_TYPES = List.of(
            "detection",
            "endpoint",
            "endpoint_blocklists",
            "endpoint_events",
            "endpoint_host_isolation_exceptions",
            "endpoint_trusted_apps",
            "endpoint_trusted_devices",
            "rule_default");

    private ExceptionCheck() {}

    static void item(Fields item) {
        id(item, "item_id", "an id such as [backup-agent]");
        id(item, "list_id", "the id of the list that the item belongs to");
        common(item);
        item.word("type", List.of("simple"));
        item.objects("comments");
        item.bool("case_insensitive");
        item.integer("step", 1, MAX_STEP);
        item.text("expire_time").filter(time -> instant(time).isEmpty()).ifPresent(time -> item.report()
                .error(
                        item.path("expire_time"),
                        "field [" + item.path("expire_time") + "] is [" + Shown.value(time)
                                + "], expected a time such as [2027-01-31T00:00:00Z]"));
        test(item);
    }

    static void list(Fields list) {
        id(list, "list_id", "an id such as [backup-servers]");
        common(list);
        list.requiredWord("type", LIST_TYPES);
        list.texts("rule_ids");
        list.integer("version", 0, Integer.MAX_VALUE);
        list.bool("immutable");
    }

    private static void common(Fields object) {
        object.text("name");
        object.text("description");
        object.word("namespace_type", NAMESPACES);
        object.texts("tags");
        object.texts("os_types").stream()
                .filter(system -> !SYSTEMS.contains(system))
                .forEach(system -> object.report()
                        .error(
                                object.path("os_types"),
                                "field [" + object.path("os_types") + "] holds [" + Shown.value(system)
                                        + "], expected some of " + SYSTEMS + ", or none for all"));
        object.object("meta");
    }

    private static void id(Fields object, String name, String example) {
        object.requiredText(name, example)
                .filter(id -> id.length() > MAX_ID_LENGTH || !ID.matcher(id).matches())
                .ifPresent(id -> object.report()
                        .error(
                                object.path(name),
                                "field [" + object.path(name) + "] is [" + Shown.value(id) + "], expected at most ["
                                        + MAX_ID_LENGTH
                                        + "] characters, none of them [/] or a control character, the first not [_]"));
    }

    private static void test(Fields item) {
        boolean hasEql = item.has("eql");
        boolean hasEntries = item.isFilled("entries");
        if (hasEql && hasEntries) {
            item.report()
                    .error(
                            item.path("eql"),
                            "field [" + item.path("eql")
                                    + "] stands beside [entries], expected one of the two: all entries can be written into the EQL");
        } else if (hasEql) {
            item.requiredText("eql", "a condition such as [process.name == \"backup.exe\"]");
            if (Boolean.TRUE.equals(item.raw("case_insensitive"))) {
                item.report()
                        .warning(
                                item.path("case_insensitive"),
                                "field [" + item.path("case_insensitive")
                                        + "] has no effect beside [eql]: write [:], [in~] or [like~] there");
            }
        } else if (!hasEntries && (!item.has("entries") || item.raw("entries") instanceof List<?>)) {
            item.report()
                    .error(
                            item.path("entries"),
                            "field [" + item.path("entries")
                                    + "] is " + (item.has("entries") ? "empty" : "missing")
                                    + ", expected one or more entries, or a condition in [eql]");
        }
        entries(item, false);
    }

    /** The entries that could be read; what is wrong with the others is reported. */
    static List<ExceptionEntry> entries(Fields around, boolean nested) {
        List<ExceptionEntry> entries = new ArrayList<>();
        for (Fields entry : around.objects("entries")) {
            ExceptionEntryReader.read(entry, nested).ifPresent(entries::add);
        }
        return entries;
    }

    /** The moment that {@code text} names; a date alone is its first moment, without a zone it is UTC. */
    static Optional<Instant> instant(String text) {
        try {
            if (text.indexOf('T') < 0) {
                return Optional.of(
                        LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant());
            }
            boolean zoned = text.endsWith("Z") || text.matches(".*[+-]\\d\\d:?\\d\\d");
            return Optional.of(
                    zoned
                            ? OffsetDateTime.parse(text).toInstant()
                            : LocalDateTime.parse(text).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException unreadable) {
            return Optional.empty();
        }
    }

    static void unknown(Fields object, Map<String, Object> values, List<String> known) {
        for (String name : values.keySet()) {
            if (!known.contains(name)) {
                String hint = Spelling.closest(name, known)
                        .map(close -> ", did you mean [" + close + "]?")
                        .orElse("");
                object.report()
                        .warning(
                                Problem.Code.UNKNOWN_FIELD,
                                object.path(name),
                                "unknown field [" + object.path(name) + "] is kept and has no effect" + hint);
            }
        }
    }
}
