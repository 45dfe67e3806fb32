package org.esdetect.rule;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The rules that ship with the plugin, read from its own jar. */
public final class BundledRules {
    /** The files of the folder {@code rules}, by name: a jar cannot be listed wherever a class can be loaded. */
    static final List<String> FILES = List.of(
            "command_and_control_certutil_network_connection.toml",
            "command_and_control_common_webservices.toml",
            "credential_access_kerberoasting_unusual_process.toml",
            "lateral_movement_execution_via_file_shares_sequence.toml",
            "lateral_movement_unusual_dns_service_children.toml");

    private static final String FOLDER = "/org/esdetect/rules/";

    private BundledRules() {}

    /**
     * All of them, in the order of their ids, marked as a vendor's.
     *
     * @throws IllegalStateException if a rule is missing or has an error, which a test of the build rules out
     */
    public static List<Rule> load() {
        return FILES.stream()
                .map(file -> vendors(read(file)))
                .sorted(Comparator.comparing(Rule::id))
                .toList();
    }

    private static Rule read(String file) {
        ReadRule read = TomlRules.read(file, text(file));
        return read.rule()
                .orElseThrow(() -> new IllegalStateException(
                        "bundled rule [" + file + "] has errors: " + read.renderedProblems()));
    }

    static String text(String file) {
        try (InputStream stream = BundledRules.class.getResourceAsStream(FOLDER + file)) {
            if (stream == null) {
                throw new IllegalStateException("bundled rule [" + file + "] is not on the class path");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("bundled rule [" + file + "]", e);
        }
    }

    private static Rule vendors(Rule rule) {
        Map<String, Object> document = new LinkedHashMap<>(rule.document());
        document.put("immutable", true);
        document.put("rule_source", Map.of("type", "external", "is_customized", false));
        return RuleDocument.fromDocument(document);
    }
}
