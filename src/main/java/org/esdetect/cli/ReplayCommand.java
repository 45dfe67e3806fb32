package org.esdetect.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code detect replay}: sends recorded events to a cluster and shows the alerts they raise. With {@code --expect} it
 * says whether these are the right alerts, and no others.
 */
final class ReplayCommand implements Subcommand {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int EVENTS_PER_BULK = 25;
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** After the last expected alert, how long another one may take to show that it should not be there. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Override
    public String name() {
        return "replay";
    }

    @Override
    public String summary() {
        return "--url URL --events FILE [--expect FILE]: send recorded events, show the alerts";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Options options = Options.parse(arguments, Set.of("url", "events", "expect"), Set.of());
        options.refuseOperands();
        Cluster cluster = new Cluster(options.required("url"));
        SampleEvents events = SampleEvents.read(Path.of(options.required("events")));
        awaitRules(cluster, terminal);
        Map<String, Instant> sentAt = send(events, cluster, terminal);
        Map<String, AlertList.Count> expected = new TreeMap<>();
        if (options.value("expect").isPresent()) {
            expected.putAll(expectations(Path.of(options.required("expect"))));
        }
        AlertList alerts = await(expected, cluster, terminal);
        terminal.out().println();
        alerts.table(sentAt).print(terminal.out());
        terminal.out().println();
        return options.value("expect").isEmpty() ? DetectCommand.OK : judge(expected, alerts.counts(), terminal);
    }

    /**
     * Events that come before the rules are judged a little later; waiting makes the latencies those of a running
     * cluster.
     */
    private static void awaitRules(Cluster cluster, Terminal terminal) throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        while (rules(cluster) == 0) {
            if (Instant.now().isAfter(end)) {
                throw new IOException("no rules after " + PATIENCE.toSeconds() + " s; see GET /_detect/_stats");
            }
            pause();
        }
        terminal.err().println("rules are loaded");
    }

    /** How many rules the cluster has; 0 while it cannot say. */
    private static int rules(Cluster cluster) {
        try {
            return cluster.get("/_detect/rules").path("total").asInt();
        } catch (IOException notYet) {
            return 0;
        }
    }

    private static Map<String, Instant> send(SampleEvents events, Cluster cluster, Terminal terminal)
            throws IOException {
        Map<String, Instant> sentAt = new HashMap<>();
        List<SampleEvents.Sample> all = events.samples();
        for (int from = 0; from < all.size(); from += EVENTS_PER_BULK) {
            List<SampleEvents.Sample> part = all.subList(from, Math.min(all.size(), from + EVENTS_PER_BULK));
            Instant now = Instant.now();
            StringBuilder lines = new StringBuilder();
            for (SampleEvents.Sample sample : part) {
                lines.append(sample.bulkLines(now));
                sentAt.put(sample.id(), now);
            }
            JsonNode answer = cluster.post("/_bulk", lines.toString());
            if (answer.path("errors").asBoolean()) {
                throw new IOException("the cluster refused events: " + answer.path("items"));
            }
            terminal.err().println("sent " + (from + part.size()) + " of " + all.size() + " events");
        }
        return sentAt;
    }

    private static AlertList await(Map<String, AlertList.Count> expected, Cluster cluster, Terminal terminal)
            throws IOException {
        Instant end = Instant.now().plus(PATIENCE);
        AlertList alerts = AlertList.read(cluster);
        int shown = -1;
        while (!alerts.counts().equals(expected) && Instant.now().isBefore(end)) {
            if (alerts.sources().size() != shown) {
                shown = alerts.sources().size();
                terminal.err().println("alerts so far: " + shown);
            }
            pause();
            alerts = AlertList.read(cluster);
            if (expected.isEmpty() && !alerts.sources().isEmpty()) {
                break;
            }
        }
        Instant quietUntil = Instant.now().plus(GRACE);
        while (Instant.now().isBefore(quietUntil)) {
            pause();
        }
        return AlertList.read(cluster);
    }

    /** {@code {"rules": {RULE_ID: {"alerts": N, "building_blocks": N}}}}. */
    private static Map<String, AlertList.Count> expectations(Path file) throws IOException {
        Map<String, AlertList.Count> expected = new TreeMap<>();
        JSON.readTree(file.toFile())
                .path("rules")
                .fields()
                .forEachRemaining(entry -> expected.put(
                        entry.getKey(),
                        new AlertList.Count(
                                entry.getValue().path("alerts").asInt(),
                                entry.getValue().path("building_blocks").asInt())));
        if (expected.isEmpty()) {
            throw new IOException(file + ": expected {\"rules\": {RULE_ID: {\"alerts\": N, \"building_blocks\": N}}}");
        }
        return expected;
    }

    private static int judge(
            Map<String, AlertList.Count> expected, Map<String, AlertList.Count> found, Terminal terminal) {
        Set<String> rules = new TreeSet<>(expected.keySet());
        rules.addAll(found.keySet());
        AlertList.Count none = new AlertList.Count(0, 0);
        int wrong = 0;
        for (String rule : rules) {
            AlertList.Count wanted = expected.getOrDefault(rule, none);
            AlertList.Count got = found.getOrDefault(rule, none);
            if (!wanted.equals(got)) {
                wrong++;
                terminal.err().println("rule [" + rule + "]: expected " + wanted + ", found " + got);
            }
        }
        AlertList.Count all = found.values().stream().reduce(none, AlertList.Count::plus);
        terminal.out()
                .println(
                        wrong == 0
                                ? "all expected alerts are there, and no others: " + all.alerts() + " alerts, "
                                        + all.blocks() + " building blocks of sequences, " + rules.size() + " rules"
                                : wrong + " of " + rules.size() + " rules have other alerts than expected");
        return wrong == 0 ? DetectCommand.OK : DetectCommand.FAILED;
    }

    static void pause() throws IOException {
        try {
            Thread.sleep(250);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }
}
