package org.esdetect.rule;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The table {@code [metadata]} of a rule in TOML: when it was written, how ripe it is, for which stack. */
final class Metadata {
    private static final DateTimeFormatter DATE =
            DateTimeFormatter.ofPattern("uuuu/MM/dd", Locale.ROOT).withResolverStyle(ResolverStyle.STRICT);
    private static final List<String> MATURITIES =
            List.of("development", "experimental", "beta", "production", "deprecated");
    private static final List<String> SYSTEMS = List.of("windows", "linux", "macos");
    private static final Pattern VERSION = Pattern.compile("(\\d{1,5})\\.(\\d{1,5})(?:\\.(\\d{1,5}))?.*");

    /** Alerts of building blocks are only useful together, so vendors run such rules seldom and over a long time. */
    private static final Duration BLOCK_LOOK_BACK = Duration.ofMinutes(119);

    private static final Duration BLOCK_INTERVAL = Duration.ofMinutes(60);

    private final Fields fields;

    Metadata(Fields fields) {
        this.fields = fields;
    }

    /** @param stackVersion the version that rules are read for */
    void check(String stackVersion) {
        Optional<LocalDate> created = date("creation_date");
        Optional<LocalDate> updated = date("updated_date");
        if (created.isPresent() && updated.isPresent() && updated.get().isBefore(created.get())) {
            fields.report()
                    .error(
                            fields.path("updated_date"),
                            "field [" + fields.path("updated_date") + "] is [" + fields.raw("updated_date")
                                    + "], expected a date not before [creation_date], which is ["
                                    + fields.raw("creation_date") + "]");
        }
        fields.word("maturity", MATURITIES);
        if (fields.raw("os_type_list") != null) {
            for (String system : fields.texts("os_type_list")) {
                if (!SYSTEMS.contains(system)) {
                    fields.report()
                            .error(
                                    fields.path("os_type_list"),
                                    "field [" + fields.path("os_type_list") + "] holds [" + Shown.value(system)
                                            + "], expected " + Shown.choice(SYSTEMS));
                }
            }
        }
        for (String name : List.of("query_schema_validation", "bypass_bbr_timing", "promotion")) {
            fields.bool(name);
        }
        if (!(fields.raw("integration") instanceof String)) {
            fields.texts("integration");
        }
        checkStack(stackVersion);
    }

    /** Reports a building-block rule that is run often, unless the file says that this is meant. */
    void checkBuildingBlock(Rule rule) {
        if (!rule.isBuildingBlock() || Boolean.TRUE.equals(fields.raw("bypass_bbr_timing"))) {
            return;
        }
        LookBack lookBack = LookBack.of(rule.timing());
        if (Duration.between(lookBack.start(Instant.EPOCH), Instant.EPOCH).compareTo(BLOCK_LOOK_BACK) < 0
                || lookBack.interval().compareTo(BLOCK_INTERVAL) < 0) {
            fields.report()
                    .warning(
                            "rule.building_block_type",
                            "a building-block rule is usually run from [now-119m] or earlier every [60m] or more; found ["
                                    + rule.timing().from() + "] and ["
                                    + rule.timing().interval()
                                    + "]; set [metadata.bypass_bbr_timing] if this is meant");
        }
    }

    /** Whether the rule is run when it does not say so itself: a ripe one, or one that does not tell. */
    boolean isEnabledByDefault() {
        return !(fields.raw("maturity") instanceof String maturity) || maturity.equals("production");
    }

    boolean isDeprecated() {
        return "deprecated".equals(fields.raw("maturity"));
    }

    /** Adds the dates under the names that Kibana's rule object has for them. */
    void addTo(Map<String, Object> rule) {
        parsed("creation_date").ifPresent(date -> rule.putIfAbsent("created_at", date + "T00:00:00.000Z"));
        parsed("updated_date").ifPresent(date -> rule.putIfAbsent("updated_at", date + "T00:00:00.000Z"));
    }

    private Optional<LocalDate> date(String name) {
        if (!fields.has(name)) {
            fields.report()
                    .warning(
                            fields.path(name),
                            "field [" + fields.path(name) + "] is missing, expected a date such as [2026/11/21]");
            return Optional.empty();
        }
        Optional<LocalDate> date = parsed(name);
        if (date.isEmpty()) {
            fields.report()
                    .error(
                            fields.path(name),
                            "field [" + fields.path(name) + "] is [" + Shown.value(fields.raw(name))
                                    + "], expected a date such as [2026/11/21]");
        }
        return date;
    }

    private Optional<LocalDate> parsed(String name) {
        try {
            return fields.raw(name) instanceof String text
                    ? Optional.of(LocalDate.parse(text, DATE))
                    : Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private void checkStack(String stackVersion) {
        Optional<String> wanted = fields.text("min_stack_version");
        if (wanted.isEmpty()) {
            return;
        }
        Matcher version = VERSION.matcher(wanted.get());
        if (!version.matches()) {
            fields.report()
                    .error(
                            fields.path("min_stack_version"),
                            "field [" + fields.path("min_stack_version") + "] is [" + Shown.value(wanted.get())
                                    + "], expected a version such as [8.19.0]");
        } else if (isAbove(version, stackVersion)) {
            fields.report()
                    .warning(
                            fields.path("min_stack_version"),
                            "field [" + fields.path("min_stack_version") + "] is [" + wanted.get()
                                    + "], above the running version [" + stackVersion
                                    + "]: the rule may use fields that your events do not have");
        }
    }

    private static boolean isAbove(Matcher wanted, String stackVersion) {
        Matcher running = VERSION.matcher(stackVersion);
        if (!running.matches()) {
            return false;
        }
        for (int group = 1; group <= 3; group++) {
            int difference = Integer.compare(number(wanted.group(group)), number(running.group(group)));
            if (difference != 0) {
                return difference > 0;
            }
        }
        return false;
    }

    private static int number(@Nullable String digits) {
        return digits == null ? 0 : Integer.parseInt(digits);
    }
}
