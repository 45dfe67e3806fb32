package org.esdetect.es.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.elasticsearch.ElasticsearchParseException;
import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.rest.RestStatus;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.engine.AdHocQuery;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.InMemoryRun;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.eql.check.FieldTypes;
import org.esdetect.eql.parse.EqlParser;
import org.esdetect.event.Event;
import org.esdetect.explain.Explainer;
import org.esdetect.explain.QueryPlan;
import org.esdetect.rule.NdjsonRules;
import org.esdetect.rule.ReadLimits;
import org.esdetect.rule.ReadRule;
import org.esdetect.rule.Rule;
import org.esdetect.rule.TomlRules;
import org.esdetect.sequence.SequenceLimitExceededException;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;

/** A rule or query that was read and checked, whatever came of that. */
public final class Draft {
    private static final String RULE = "rule";
    private static final String QUERY = "query";

    private final List<Finding> findings;
    private final Optional<Rule> rule;
    private final Optional<Prepared> prepared;
    private final List<String> indices;
    private final Advice advice;

    /** Checks the query again, given what is known of fields. */
    @FunctionalInterface
    private interface Advice {
        List<Problem> given(FieldTypes types);
    }

    /** A query without errors. */
    private record Prepared(SourceText query, Rule.FieldNames fields, Judge judge) {}

    /** Finds the matches in some events: the positions of each. */
    @FunctionalInterface
    private interface Judge {
        List<List<Integer>> judge(List<? extends Event> events);
    }

    private Draft(
            List<Finding> findings,
            Optional<Rule> rule,
            Optional<Prepared> prepared,
            List<String> indices,
            Advice advice) {
        this.findings = List.copyOf(findings);
        this.rule = rule;
        this.prepared = prepared;
        this.indices = indices;
        this.advice = advice;
    }

    /** Reads what a request brought along; {@link Submission.Stored} is the store's to read. */
    public static Draft of(Submission submission, ReadLimits limits) {
        if (submission instanceof Submission.Query query) {
            return of(query);
        }
        if (submission instanceof Submission.Json json) {
            return of(NdjsonRules.readRule(RULE, json.text(), limits));
        }
        if (submission instanceof Submission.Toml toml) {
            return of(TomlRules.read(RULE, toml.text(), limits));
        }
        if (submission instanceof Submission.Fields fields) {
            return of(NdjsonRules.readRule(RULE, fields.values(), limits));
        }
        throw new IllegalArgumentException("[" + submission + "] is not read here");
    }

    /** A rule that is in the store. */
    public static Draft of(Rule rule) {
        return of(rule, List.of());
    }

    private static Draft of(ReadRule read) {
        List<Finding> findings = read.problems().stream()
                .map(problem -> new Finding(read.source(), problem))
                .toList();
        return read.rule()
                .map(rule -> of(rule, findings))
                .orElseGet(
                        () -> new Draft(findings, Optional.empty(), Optional.empty(), List.of(), types -> List.of()));
    }

    private static Draft of(Rule rule, List<Finding> read) {
        SourceText query = new SourceText(QUERY, rule.query());
        CompiledRule compiled = RuleCompiler.compile(rule);
        List<Finding> findings = new ArrayList<>(read);
        compiled.problems().forEach(problem -> findings.add(new Finding(query, problem)));
        Optional<Prepared> prepared = compiled.plan()
                .map(plan -> new Prepared(query, rule.fields(), events -> InMemoryRun.judge(compiled, events)));
        return new Draft(
                findings, Optional.of(rule), prepared, rule.indices(), types -> RuleCompiler.compile(rule, types)
                        .problems());
    }

    private static Draft of(Submission.Query submitted) {
        SourceText query = new SourceText(QUERY, submitted.text());
        AdHocQuery.Compiled compiled = AdHocQuery.compile(query, submitted.fields());
        List<Finding> findings = new ArrayList<>();
        compiled.problems().forEach(problem -> findings.add(new Finding(query, problem)));
        Optional<Prepared> prepared =
                compiled.query().map(ready -> new Prepared(query, submitted.fields(), ready::run));
        return new Draft(findings, Optional.empty(), prepared, submitted.indices(), types -> AdHocQuery.compile(
                        query, submitted.fields(), types)
                .problems());
    }

    /** Empty for a query, and for a rule that could not be read. */
    public Optional<Rule> rule() {
        return rule;
    }

    /** What is wrong or doubtful, the rule's fields first. */
    public List<Finding> findings() {
        return findings;
    }

    /**
     * The same with the warnings that follow from how the indices hold fields, in place of those of the query that ECS
     * gave. Of a draft that {@link #isValid}.
     */
    public Draft givenFields(FieldTypes types) {
        SourceText query = ready().query();
        List<Finding> known = new ArrayList<>(findings);
        known.removeIf(finding -> finding.source().equals(query));
        advice.given(types).stream()
                .filter(problem -> problem.severity() == Problem.Severity.WARNING)
                .forEach(problem -> known.add(new Finding(query, problem)));
        return new Draft(known, rule, prepared, indices, advice);
    }

    /** Whether there is no error. */
    public boolean isValid() {
        return prepared.isPresent() && findings.stream().noneMatch(Finding::isError);
    }

    /** Index patterns, if there are any. */
    public List<String> indices() {
        return indices;
    }

    /** @throws ElasticsearchParseException (400) naming every error, if there is one */
    public void checkValid() {
        if (isValid()) {
            return;
        }
        List<Finding> errors = findings.stream().filter(Finding::isError).toList();
        throw new ElasticsearchParseException(
                "the query or rule has [{}] error(s):\n{}",
                errors.size(),
                errors.stream().map(Finding::render).collect(Collectors.joining("\n")));
    }

    /**
     * The matches in {@code events}: the positions of each, one of an event, those of its steps of a sequence.
     *
     * @throws ElasticsearchStatusException (400) if it is too large to be judged
     */
    public List<List<Integer>> judge(List<? extends Event> events) {
        try {
            return ready().judge().judge(events);
        } catch (BudgetExceededException | SequenceLimitExceededException tooLarge) {
            throw tooLarge(tooLarge);
        }
    }

    /** The answer 400 to what would cost too much. */
    static ElasticsearchStatusException tooLarge(RuntimeException exceeded) {
        return new ElasticsearchStatusException(
                "too large to be judged: {} [{}]",
                RestStatus.BAD_REQUEST,
                exceeded,
                exceeded.getMessage(),
                Problem.Code.TOO_LARGE);
    }

    /** Of a draft that {@link #isValid}. */
    public Explainer explainer() {
        return Explainer.of(ready().query(), ready().fields());
    }

    /** Of a draft that {@link #isValid}. */
    public QueryPlan plan() {
        return QueryPlan.of(EqlParser.parse(ready().query()).query().orElseThrow(), ready().fields());
    }

    private Prepared ready() {
        return prepared.orElseThrow(() -> new IllegalStateException("there are errors: " + findings));
    }
}
