package org.esdetect.es.rest;

import java.util.List;
import java.util.stream.Collectors;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.common.Table;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.action.cat.AbstractCatAction;
import org.esdetect.es.action.DetectStatsAction;
import org.esdetect.es.action.ListRulesAction;
import org.esdetect.es.action.RuleView;

/** {@code GET /_cat/detect/rules}. */
public final class RestCatRulesAction extends AbstractCatAction {
    @Override
    public String getName() {
        return "cat_detect_rules";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(RestRequest.Method.GET, "/_cat/detect/rules"));
    }

    @Override
    protected void documentation(StringBuilder sb) {
        sb.append("/_cat/detect/rules\n");
    }

    @Override
    protected RestChannelConsumer doCatRequest(RestRequest request, NodeClient client) {
        ListRulesAction.Request list = ListRulesAction.Request.all();
        return channel -> client.execute(
                ListRulesAction.TYPE,
                list,
                new TableListener(channel)
                        .delegateFailureAndWrap((next, rules) -> client.execute(
                                DetectStatsAction.TYPE,
                                new DetectStatsAction.Request(),
                                counted(next.map(counts -> table(request, rules.rules(), counts))))));
    }

    /** What is known when the counters cannot be had is nothing, which is no reason not to list the rules. */
    private static ActionListener<DetectStatsAction.Response> counted(ActionListener<RuleCounts> listener) {
        return listener.<DetectStatsAction.Response>map(RuleCounts::of)
                .delegateResponse((next, failure) -> listener.onResponse(RuleCounts.NONE));
    }

    @Override
    protected Table getTableWithHeader(RestRequest request) {
        Table table = new Table();
        table.startHeaders();
        table.addCell("id", "desc:rule id");
        table.addCell("name", "alias:n;desc:name");
        table.addCell("type", "default:false;alias:t;desc:eql, or a type that is kept but not run");
        table.addCell("enabled", "alias:e;desc:whether it is to be run");
        table.addCell("severity", "alias:sev;desc:low, medium, high or critical");
        table.addCell("risk", "alias:r;text-align:right;desc:risk score, 0 to 100");
        table.addCell("mode", "alias:m;desc:inline while events are ingested, or sequence over a window");
        table.addCell("version", "default:false;alias:ver;text-align:right;desc:version of its content");
        table.addCell("revision", "default:false;alias:rev;text-align:right;desc:how often it was written");
        table.addCell("matches", "alias:ma;text-align:right;desc:events matched since the nodes started");
        table.addCell(
                "cost",
                "alias:c;text-align:right;desc:its share of the time that documents are judged in while they are ingested, in percent");
        table.addCell(
                "quarantined",
                "alias:q;text-align:right;desc:nodes that do not judge it while documents are ingested, as it was too costly there");
        table.addCell("problems", "alias:p;desc:what keeps it from being run");
        table.endHeaders();
        return table;
    }

    private Table table(RestRequest request, List<RuleView> rules, RuleCounts counts) {
        Table table = getTableWithHeader(request);
        for (RuleView rule : rules) {
            table.startRow();
            table.addCell(rule.summary().id());
            table.addCell(rule.summary().name());
            table.addCell(rule.summary().type());
            table.addCell(rule.summary().enabled());
            table.addCell(rule.summary().severity());
            table.addCell(rule.summary().riskScore());
            table.addCell(rule.mode().map(RuleView.Mode::toString).orElse("-"));
            table.addCell(rule.summary().version());
            table.addCell(rule.summary().revision());
            table.addCell(counts.matches(rule.summary().id()));
            table.addCell(counts.costPercent(rule.summary().id()));
            table.addCell(counts.quarantined(rule.summary().id()));
            table.addCell(rule.problems().stream()
                    .map(problem -> problem.code().name())
                    .collect(Collectors.joining(",")));
            table.endRow();
        }
        return table;
    }
}
