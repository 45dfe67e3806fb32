package org.esdetect.es.run;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.DocWriteRequest;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.xcontent.XContentType;
import org.esdetect.es.DetectNames;
import org.esdetect.es.rights.RunAs;

/**
 * A document for each run that did something or failed, in {@code .detect-runs-YYYY.MM}. Best effort: what cannot be
 * written is counted, and the run is none the worse.
 */
public final class RunLog {
    private static final Logger logger = LogManager.getLogger(RunLog.class);
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("yyyy.MM", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Client client;
    private final Runnable lost;

    /** @param lost told of each run whose document could not be written */
    public RunLog(RunAs runAs, Runnable lost) {
        this.client = runAs.plugin();
        this.lost = lost;
    }

    /** Returns at once. */
    public void write(RunReport report) {
        RunResult result = report.result();
        if (result.isIdle()) {
            return;
        }
        IndexRequest request = new IndexRequest(index(report.run().run().now()))
                .opType(DocWriteRequest.OpType.CREATE)
                .source(document(report), XContentType.JSON);
        client.index(request, ActionListener.wrap(written -> {}, failure -> {
            logger.debug("a run of rule [" + result.ruleId() + "] is not in the run log", failure);
            lost.run();
        }));
    }

    static String index(Instant time) {
        return DetectNames.RUN_LOG + "-" + MONTH.format(time);
    }

    private static Map<String, Object> document(RunReport report) {
        RunRequest request = report.run();
        RunResult result = report.result();
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("@timestamp", request.run().now().toString());
        document.put(
                "rule",
                Map.of("id", result.ruleId(), "name", request.rule().rule().name()));
        document.put("run", run(report));
        RunResult.Alerts alerts = result.work().alerts();
        document.put(
                "alerts",
                Map.of(
                        "created", alerts.created(),
                        "duplicate", alerts.duplicate(),
                        "suppressed", alerts.suppressed()));
        document.put(
                "node", Map.of("id", report.place().id(), "name", report.place().name()));
        return document;
    }

    private static Map<String, Object> run(RunReport report) {
        RunRequest request = report.run();
        RunResult result = report.result();
        Map<String, Object> run = new LinkedHashMap<>();
        run.put("id", request.run().executionId());
        run.put("kind", request.run().mode().fieldValue());
        run.put("outcome", result.outcome().text());
        List<String> messages = new ArrayList<>(result.work().notes());
        if (!result.message().isEmpty()) {
            messages.add(0, result.message());
        }
        run.put("message", messages);
        run.put("started", Instant.ofEpochMilli(report.startedMillis()).toString());
        run.put("late_ms", report.lateMillis());
        run.put("took_ms", result.tookMillis());
        if (report.timeout().millis() > 0) {
            run.put("timeout_ms", report.timeout().millis());
        }
        run.put("phase_ms", report.phaseMillis());
        request.scope().window().ifPresent(window -> run.put("window", window.toMap()));
        run.put("cursor", cursor(request));
        List<Object> steps = new ArrayList<>();
        for (RunResult.StepCount count : result.work().steps()) {
            steps.add(Map.of(
                    "index", steps.size(),
                    "new_candidates", count.newCandidates(),
                    "window_candidates", count.windowCandidates(),
                    "searches", count.searches(),
                    "read", count.read()));
        }
        run.put("steps", steps);
        run.put("searches", result.work().searches());
        RunResult.Reading reading = result.work().reading();
        run.put("read", Map.of("keys", reading.keys(), "events", reading.events(), "bytes", reading.bytes()));
        return run;
    }

    private static Map<String, Object> cursor(RunRequest request) {
        Map<String, Object> cursor = new TreeMap<>();
        if (request.scope() instanceof Scope.Arrived arrived) {
            arrived.arrivals().ranges().forEach((shard, range) -> {
                if (!range.isEmpty()) {
                    cursor.put(shard.toString(), List.of(range.after(), range.upTo()));
                }
            });
        }
        return cursor;
    }
}
