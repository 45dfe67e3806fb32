package org.esdetect.es.action;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.xcontent.ToXContentObject;
import org.elasticsearch.xcontent.XContentBuilder;
import org.esdetect.engine.CompiledRule;
import org.esdetect.eql.lower.Plan;
import org.esdetect.es.author.Finding;
import org.esdetect.es.store.RuleSummary;
import org.esdetect.rule.Rule;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/**
 * A stored rule and what this node makes of it.
 *
 * @param compiled empty while this node has not loaded the stored revision
 */
public record RuleView(RuleSummary summary, Optional<CompiledRule> compiled) implements ToXContentObject {

    /** How a rule's events are found. */
    public enum Mode {
        /** Judged while an event is ingested. */
        INLINE("inline"),
        /** Searched for over a window. */
        SEQUENCE("sequence");

        private final String label;

        Mode(String label) {
            this.label = label;
        }

        @Override
        public String toString() {
            return label;
        }
    }

    /** Empty when the node has not loaded the rule or cannot read its query. */
    public Optional<Mode> mode() {
        return compiled.flatMap(CompiledRule::plan)
                .map(plan -> plan instanceof Plan.OfEvent ? Mode.INLINE : Mode.SEQUENCE);
    }

    /**
     * {@code active}, {@code disabled}, {@code failed}, {@code unsupported} (of a type that is kept and not run) or,
     * until this node has loaded it, {@code pending}.
     */
    public String status() {
        if (!summary.type().equals(Rule.EQL)) {
            return "unsupported";
        }
        if (compiled.isEmpty()) {
            return "pending";
        }
        if (compiled.get().plan().isEmpty()
                || !compiled.get().exceptions().missingLists().isEmpty()) {
            return "failed";
        }
        return compiled.get().isActive() ? "active" : "disabled";
    }

    /** What keeps it from being run; empty while pending. */
    public List<Problem> problems() {
        return ofSeverity(Problem.Severity.ERROR);
    }

    private List<Problem> ofSeverity(Problem.Severity severity) {
        return compiled.stream()
                .flatMap(rule -> rule.problems().stream())
                .filter(problem -> problem.severity() == severity)
                .toList();
    }

    @Override
    public XContentBuilder toXContent(XContentBuilder builder, Params params) throws IOException {
        builder.startObject();
        fields(builder, List.of());
        return builder.endObject();
    }

    /** @param warnings that only who read the rule's file knows, put before those of the query */
    void fields(XContentBuilder builder, List<Finding> warnings) throws IOException {
        builder.field("id", summary.id());
        builder.field("name", summary.name());
        builder.field("enabled", summary.enabled());
        builder.field("type", summary.type());
        builder.field("severity", summary.severity());
        builder.field("risk_score", summary.riskScore());
        builder.field("version", summary.version());
        builder.field("revision", summary.revision());
        builder.stringListField("tags", summary.tags());
        builder.stringListField("indices", summary.indices());
        if (summary.file().isPresent()) {
            builder.field("file", summary.file().get());
        }
        builder.field("status", status());
        if (mode().isPresent()) {
            builder.field("mode", mode().get().toString());
        }
        if (compiled.isPresent()) {
            findings(builder, "problems", ofQuery(problems()));
        }
        if (compiled.isPresent() || !warnings.isEmpty()) {
            List<Finding> all = new ArrayList<>(warnings);
            all.addAll(ofQuery(ofSeverity(Problem.Severity.WARNING)));
            findings(builder, "warnings", all);
        }
    }

    private List<Finding> ofQuery(List<Problem> problems) {
        SourceText query = new SourceText(
                "query", compiled.map(rule -> rule.rule().query()).orElse(""));
        return problems.stream().map(problem -> new Finding(query, problem)).toList();
    }

    private static void findings(XContentBuilder builder, String name, List<Finding> findings) throws IOException {
        builder.startArray(name);
        for (Finding finding : findings) {
            SourceText source = finding.source();
            int start = finding.problem().span().start();
            int end = Math.min(finding.problem().span().end(), source.text().length());
            builder.startObject();
            builder.field("code", finding.problem().code().name());
            builder.field("message", finding.problem().message());
            builder.field("in", source.name());
            builder.field("line", source.line(start));
            builder.field("column", source.column(start));
            builder.field("text", start < end ? source.text().substring(start, end) : "");
            builder.endObject();
        }
        builder.endArray();
    }
}
