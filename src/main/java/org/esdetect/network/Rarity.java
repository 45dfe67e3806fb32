package org.esdetect.network;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.condition.Predicate;
import org.esdetect.event.AsciiCase;

/**
 * How often a test is likely to hold, before any event was seen: fixed, so that a network is the same on every node. It
 * decides what is tried first, never what matches.
 */
final class Rarity {
    /** What nearly every path or name of its kind holds; a part of one of these says little. */
    private static final List<String> COMMON = List.of(
            "c:\\windows\\system32\\",
            "c:\\windows\\syswow64\\",
            "c:\\program files (x86)\\",
            "c:\\program files\\",
            "c:\\programdata\\microsoft\\windows\\",
            "c:\\users\\administrator\\appdata\\local\\microsoft\\",
            "\\appdata\\roaming\\",
            "\\registry\\machine\\system\\currentcontrolset\\services\\",
            "hklm\\software\\microsoft\\windows\\currentversion\\",
            "\\software\\microsoft\\windows nt\\currentversion\\",
            ".exe",
            ".dll",
            "/usr/bin/",
            "/usr/sbin/",
            "/usr/lib/",
            "/etc/",
            "/var/lib/",
            "microsoft windows");

    /** Names that every host runs all day. */
    private static final List<String> COMMON_NAMES = List.of(
            "svchost.exe",
            "powershell.exe",
            "cmd.exe",
            "explorer.exe",
            "rundll32.exe",
            "services.exe",
            "system",
            "lsass.exe",
            "conhost.exe",
            "bash",
            "sh");

    /** Fields of few values, or present in nearly every event: a witness on one of them fires often. */
    private static final Map<String, Double> BROAD_FIELDS = Map.ofEntries(
            Map.entry("event.category", 0.5),
            Map.entry("host.os.type", 0.5),
            Map.entry("event.type", 0.5),
            Map.entry("event.action", 0.2),
            Map.entry("event.dataset", 0.3),
            Map.entry("data_stream.dataset", 0.3),
            Map.entry("event.module", 0.3),
            Map.entry("event.provider", 0.3),
            Map.entry("event.outcome", 0.5),
            Map.entry("event.kind", 0.9),
            Map.entry("event.code", 0.1),
            Map.entry("user.id", 0.2),
            Map.entry("network.transport", 0.3),
            Map.entry("network.direction", 0.3),
            Map.entry("network.protocol", 0.2),
            Map.entry("process.Ext.token.integrity_level_name", 0.4),
            Map.entry("file.extension", 0.05));

    private static final double WHOLE = 0.002;
    private static final double COMMON_WHOLE = 0.05;
    private static final double PART = 0.002;
    private static final double COMMON_PART = 0.3;
    private static final double NUMBER = 0.02;
    private static final double RANGE = 0.2;
    private static final double UNKNOWN_TEST = 0.4;

    private Rarity() {}

    /** The one that holds least often; of two alike the longer. */
    static TextWitness rarest(List<TextWitness> witnesses) {
        return witnesses.stream()
                .min(Comparator.<TextWitness>comparingDouble(Rarity::of)
                        .thenComparingInt(witness -> -witness.text().length()))
                .orElseThrow();
    }

    /** The share of values, of a field that says nothing about itself, in which {@code witness} is found. */
    static double of(TextWitness witness) {
        String text = witness.text();
        if (witness.place() == TextWitness.Place.WHOLE) {
            return COMMON_NAMES.contains(text) ? COMMON_WHOLE : WHOLE;
        }
        if (COMMON.stream().anyMatch(common -> common.contains(text))) {
            return COMMON_PART;
        }
        // Each character past the fourth makes a fragment rarer, up to a point.
        return PART * Math.max(1, 16 - 2 * text.length());
    }

    /** The share of events in which {@code field} holds one of {@code witnesses}, or passes a test that has none. */
    static double of(Predicate predicate, Optional<String> field, List<TextWitness> witnesses) {
        double broad = field.map(name -> BROAD_FIELDS.getOrDefault(name, 0.0)).orElse(0.0);
        if (witnesses.isEmpty()) {
            return Math.max(broad, ofTest(predicate));
        }
        double sum = 0;
        for (TextWitness witness : witnesses) {
            sum += Math.max(broad, of(witness));
        }
        return Math.min(1, sum);
    }

    private static double ofTest(Predicate predicate) {
        if (predicate instanceof Predicate.OneOf oneOf) {
            boolean flags = oneOf.values().stream().anyMatch(literal -> literal.value() instanceof Boolean);
            return flags ? UNKNOWN_TEST : NUMBER * oneOf.values().size();
        }
        return predicate instanceof Predicate.Range ? RANGE : UNKNOWN_TEST;
    }

    /** About how many characters a value of {@code field} has. */
    static int length(String field) {
        String folded = AsciiCase.fold(field);
        if (folded.endsWith("script_block_text") || folded.endsWith("message")) {
            return 1000;
        }
        return folded.contains("command_line") || folded.endsWith("args") ? 150 : folded.endsWith("name") ? 15 : 50;
    }
}
