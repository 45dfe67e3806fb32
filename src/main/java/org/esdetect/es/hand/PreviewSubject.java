package org.esdetect.es.hand;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.ElasticsearchParseException;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.eql.ast.Pipe;
import org.esdetect.eql.ast.Query;
import org.esdetect.eql.check.FieldTypes;
import org.esdetect.eql.check.Usage;
import org.esdetect.eql.parse.EqlParser;
import org.esdetect.es.InvalidRule;
import org.esdetect.es.run.TimeWindow;
import org.esdetect.rule.Rule;
import org.esdetect.rule.RuleDocument;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/**
 * What a preview runs, ready to be run: a query is run as the rule that it would make.
 *
 * @param pipes what a query does to its result; a rule has none
 */
record PreviewSubject(CompiledRule rule, TimeWindow window, List<Pipe> pipes) {
    private static final int MAX_PIPE = 10_000;

    static PreviewSubject ofRule(CompiledRule rule, HandWindow window) {
        TimeWindow time = TimeWindow.of(
                rule.rule(), window.from().toEpochMilli(), window.to().toEpochMilli());
        return new PreviewSubject(rule, time, List.of());
    }

    /**
     * A query over a window.
     *
     * @throws ElasticsearchParseException (400) naming every error, if there is one
     */
    static PreviewSubject ofQuery(PreviewRequest.Subject.OfQuery subject, PreviewRequest request, Instant now) {
        Instant from = request.from()
                .map(text -> HandWindow.instant("from", text, now))
                .orElse(Instant.ofEpochMilli(TimeWindow.START_OF_TIME_MILLIS));
        Instant to = request.to()
                .map(text -> HandWindow.instant("to", text, now))
                .orElse(Instant.ofEpochMilli(TimeWindow.END_OF_TIME_MILLIS));
        HandWindow.check(
                from, to, request.from().orElse(from.toString()), request.to().orElse(to.toString()));
        // As the look-back says how far a sequence without a maxspan may reach, it is the window.
        CompiledRule rule = RuleCompiler.compile(
                RuleDocument.fromDocument(document(subject, from, to)), FieldTypes.ANY, Usage.AD_HOC);
        SourceText text = new SourceText("query", rule.rule().query());
        if (rule.plan().isEmpty()) {
            throw InvalidRule.exception(rule.problems().stream()
                    .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                    .map(problem -> problem.render(text))
                    .toList());
        }
        TimeWindow window = new TimeWindow(
                subject.fields().timestamp(), Optional.empty(), true, from.toEpochMilli(), to.toEpochMilli());
        return new PreviewSubject(rule, window, pipes(text));
    }

    private static Map<String, Object> document(PreviewRequest.Subject.OfQuery subject, Instant from, Instant to) {
        Map<String, Object> document = new HashMap<>(Map.of(
                "rule_id", "preview",
                "name", "preview",
                "type", Rule.EQL,
                "enabled", true,
                "query", subject.query(),
                "index", subject.indices(),
                "from", from.toString(),
                "to", to.toString(),
                "event_category_override", subject.fields().category(),
                "timestamp_field", subject.fields().timestamp()));
        subject.fields().tiebreaker().ifPresent(field -> document.put("tiebreaker_field", field));
        return document;
    }

    private static List<Pipe> pipes(SourceText text) {
        List<Pipe> pipes = EqlParser.parse(text).query().map(Query::pipes).orElse(List.of());
        for (Pipe pipe : pipes) {
            if (pipe.count() > MAX_PIPE) {
                throw new IllegalArgumentException("[" + pipe.kind().eqlName() + " " + pipe.count()
                        + "] keeps more than [" + MAX_PIPE + "] results in memory; ask for fewer");
            }
        }
        return pipes;
    }
}
