package org.esdetect.es.action;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.xcontent.ToXContentObject;
import org.elasticsearch.xcontent.XContentBuilder;
import org.esdetect.engine.CompiledRule;
import org.esdetect.eql.lower.Plan;
import org.esdetect.es.store.RuleSummary;
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
        if (!summary.type().equals("eql")) {
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
        fields(builder);
        return builder.endObject();
    }

    void fields(XContentBuilder builder) throws IOException {
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
            SourceText query = new SourceText("query", compiled.get().rule().query());
            problems(builder, "problems", problems(), query);
            problems(builder, "warnings", ofSeverity(Problem.Severity.WARNING), query);
        }
    }

    private static void problems(XContentBuilder builder, String name, List<Problem> problems, SourceText query)
            throws IOException {
        builder.startArray(name);
        for (Problem problem : problems) {
            int start = problem.span().start();
            int end = Math.min(problem.span().end(), query.text().length());
            builder.startObject();
            builder.field("code", problem.code().name());
            builder.field("message", problem.message());
            builder.field("line", query.line(start));
            builder.field("column", query.column(start));
            builder.field("text", start < end ? query.text().substring(start, end) : "");
            builder.endObject();
        }
        builder.endArray();
    }
}
