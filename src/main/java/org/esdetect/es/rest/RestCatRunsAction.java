package org.esdetect.es.rest;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.common.Table;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.cat.AbstractCatAction;
import org.esdetect.es.action.ListRunsAction;
import org.esdetect.es.run.LoggedRuns;
import org.esdetect.es.run.RunResult;
import org.jspecify.annotations.Nullable;

/** {@code GET /_cat/detect/runs}: the run log as a table, newest first. */
public final class RestCatRunsAction extends AbstractCatAction {
    private static final int USUAL_SIZE = 50;

    @Override
    public String getName() {
        return "cat_detect_runs";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.GET, "/_cat/detect/runs"));
    }

    @Override
    protected void documentation(StringBuilder sb) {
        sb.append("/_cat/detect/runs\n");
    }

    @Override
    protected RestChannelConsumer doCatRequest(RestRequest request, NodeClient client) {
        LoggedRuns.Filter filter = new LoggedRuns.Filter(
                Optional.ofNullable(request.param("rule")),
                Optional.ofNullable(request.param("outcome")).map(RestCatRunsAction::outcome),
                request.paramAsInt("size", USUAL_SIZE));
        return channel -> client.execute(
                ListRunsAction.TYPE,
                new ListRunsAction.Request(filter),
                new TableListener(channel).map(response -> table(request, response.runs())));
    }

    private static RunResult.Outcome outcome(String text) {
        return Arrays.stream(RunResult.Outcome.values())
                .filter(outcome -> outcome.text().equals(text))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("[outcome] is [" + text + "], expected one of ["
                        + Arrays.stream(RunResult.Outcome.values())
                                .filter(outcome -> outcome != RunResult.Outcome.IDLE)
                                .map(RunResult.Outcome::text)
                                .collect(Collectors.joining(", "))
                        + "]"));
    }

    @Override
    protected Table getTableWithHeader(RestRequest request) {
        Table table = new Table();
        table.startHeaders();
        table.addCell("time", "alias:t;desc:when it began");
        table.addCell("rule", "alias:r;desc:rule id");
        table.addCell("name", "default:false;alias:n;desc:name of the rule");
        table.addCell("kind", "default:false;alias:k;desc:sequence, scheduled or backfill (by hand)");
        table.addCell("outcome", "alias:o;desc:success, partial, failed or cancelled");
        table.addCell("took", "alias:tk;text-align:right;desc:how long it took");
        table.addCell("late", "default:false;alias:l;text-align:right;desc:how long after it was due it began");
        table.addCell("node", "alias:no;desc:name of the node that did it");
        table.addCell("candidates", "alias:c;text-align:right;desc:new events that its queries found");
        table.addCell("window", "default:false;alias:w;text-align:right;desc:events it joined them with");
        table.addCell("searches", "alias:s;text-align:right;desc:searches");
        table.addCell("created", "alias:cr;text-align:right;desc:alerts that are new, building blocks among them");
        table.addCell("duplicate", "default:false;alias:d;text-align:right;desc:alerts that were there");
        table.addCell("suppressed", "alias:su;text-align:right;desc:alerts over the cap");
        table.addCell("message", "alias:m;desc:what people should know");
        table.endHeaders();
        return table;
    }

    private Table table(RestRequest request, List<Map<String, Object>> runs) {
        Table table = getTableWithHeader(request);
        for (Map<String, Object> document : runs) {
            Map<?, ?> rule = map(document.get("rule"));
            Map<?, ?> run = map(document.get("run"));
            Map<?, ?> alerts = map(document.get("alerts"));
            table.startRow();
            table.addCell(run.get("started") == null ? document.get("@timestamp") : run.get("started"));
            table.addCell(rule.get("id"));
            table.addCell(rule.get("name"));
            table.addCell(run.get("kind"));
            table.addCell(run.get("outcome"));
            table.addCell(time(run.get("took_ms")));
            table.addCell(time(run.get("late_ms")));
            table.addCell(map(document.get("node")).get("name"));
            table.addCell(sum(run.get("steps"), "new_candidates"));
            table.addCell(sum(run.get("steps"), "window_candidates"));
            table.addCell(run.get("searches"));
            table.addCell(alerts.get("created"));
            table.addCell(alerts.get("duplicate"));
            table.addCell(alerts.get("suppressed"));
            table.addCell(message(run.get("message")));
            table.endRow();
        }
        return table;
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static @Nullable TimeValue time(@Nullable Object millis) {
        return millis instanceof Number number ? TimeValue.timeValueMillis(number.longValue()) : null;
    }

    private static long sum(@Nullable Object steps, String count) {
        long sum = 0;
        if (steps instanceof List<?> list) {
            for (Object step : list) {
                sum += map(step).get(count) instanceof Number number ? number.longValue() : 0;
            }
        }
        return sum;
    }

    /** On one line, whatever is in it. */
    private static String message(@Nullable Object message) {
        String text = message instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining("; "))
                : String.valueOf(message == null ? "" : message);
        return text.replaceAll("\\s+", " ");
    }
}
