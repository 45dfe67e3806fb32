package org.esdetect.es.author;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.elasticsearch.ElasticsearchParseException;
import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.rest.RestStatus;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.engine.AdHocQuery;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.ExceptionLists;
import org.esdetect.engine.InMemoryRun;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.eql.check.FieldTypes;
import org.esdetect.eql.parse.EqlParser;
import org.esdetect.es.InvalidRule;
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

    private final List<Finding> findings;
    private final Optional<Rule> rule;
    private final Optional<Prepared> prepared;
    private final Optional<CompiledRule> compiled;
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
            Optional<CompiledRule> compiled,
            List<String> indices,
            Advice advice) {
        this.findings = List.copyOf(findings);
        this.rule = rule;
        this.prepared = prepared;
        this.compiled = compiled;
        this.indices = indices;
        this.advice = advice;
    }

    /** Reads what a request brought along; {@link Submission.Stored} is the store's to read. */
    public static Draft of(Submission submission, ReadLimits limits) {
        return of(submission, limits, Optional.empty());
    }

    /** The same; a rule that does not say its id has {@code givenId}. */
    public static Draft of(Submission submission, ReadLimits limits, Optional<String> givenId) {
        if (submission instanceof Submission.Query query) {
            return of(query);
        }
        if (submission instanceof Submission.Json json) {
            return of(NdjsonRules.readRule(RULE, json.text(), limits, givenId));
        }
        if (submission instanceof Submission.Toml toml) {
            return of(TomlRules.read(RULE, toml.text(), limits, givenId));
        }
        if (submission instanceof Submission.Fields fields) {
            return of(NdjsonRules.readRule(RULE, fields.values(), limits, givenId));
        }
        throw new IllegalArgumentException("[" + submission + "] is not read here");
    }

    /** A rule that is in the store. */
    public static Draft of(Rule rule) {
        return of(rule, List.of());
    }

    /** A rule of a file. When it cannot be read its query is checked all the same, to name every error at once. */
    public static Draft of(ReadRule read) {
        List<Finding> findings = new ArrayList<>();
        read.problems().forEach(problem -> findings.add(new Finding(read.source(), problem)));
        if (read.rule().isPresent()) {
            return of(read.rule().get(), findings);
        }
        read.query().ifPresent(text -> {
            SourceText query = new SourceText(Finding.QUERY, text);
            RuleCompiler.check(query).forEach(problem -> findings.add(new Finding(query, problem)));
        });
        return new Draft(findings, Optional.empty(), Optional.empty(), Optional.empty(), List.of(), types -> List.of());
    }

    private static Draft of(Rule rule, List<Finding> read) {
        SourceText query = new SourceText(Finding.QUERY, rule.query());
        CompiledRule compiled = RuleCompiler.compile(rule);
        List<Finding> findings = new ArrayList<>(read);
        compiled.problems().forEach(problem -> findings.add(new Finding(query, problem)));
        return new Draft(
                findings,
                Optional.of(rule),
                prepared(compiled, Long.MIN_VALUE),
                Optional.of(compiled),
                rule.indices(),
                types -> RuleCompiler.compile(rule, types).problems());
    }

    private static Optional<Prepared> prepared(CompiledRule compiled, long nowMillis) {
        Rule rule = compiled.rule();
        SourceText query = new SourceText(Finding.QUERY, rule.query());
        return compiled.plan()
                .map(plan ->
                        new Prepared(query, rule.fields(), events -> InMemoryRun.judge(compiled, events, nowMillis)));
    }

    /**
     * The same, judged with those of {@code exceptions} that apply to the rule.
     *
     * @param nowMillis for events that do not tell when they arrived
     */
    public Draft withExceptions(ExceptionLists exceptions, long nowMillis) {
        Optional<CompiledRule> with = compiled.map(
                bare -> bare.withExceptions(exceptions.of(bare.rule()).present()));
        return new Draft(
                findings,
                rule,
                with.map(judged -> prepared(judged, nowMillis)).orElse(prepared),
                with,
                indices,
                advice);
    }

    /** What judges; empty for a query, and for a rule that could not be read. */
    public Optional<CompiledRule> compiled() {
        return compiled;
    }

    private static Draft of(Submission.Query submitted) {
        SourceText query = new SourceText(Finding.QUERY, submitted.text());
        AdHocQuery.Compiled compiled = AdHocQuery.compile(query, submitted.fields());
        List<Finding> findings = new ArrayList<>();
        compiled.problems().forEach(problem -> findings.add(new Finding(query, problem)));
        Optional<Prepared> prepared =
                compiled.query().map(ready -> new Prepared(query, submitted.fields(), ready::run));
        return new Draft(
                findings,
                Optional.empty(),
                prepared,
                Optional.empty(),
                submitted.indices(),
                types -> AdHocQuery.compile(query, submitted.fields(), types).problems());
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
        return new Draft(known, rule, prepared, compiled, indices, advice);
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
        throw refusal();
    }

    private ElasticsearchParseException refusal() {
        return InvalidRule.exception(
                findings.stream().filter(Finding::isError).map(Finding::render).toList());
    }

    /**
     * The rule, to be stored: one without an error, or one of a type that is kept for others and not run.
     *
     * @throws ElasticsearchParseException (400) naming every error, if there is one
     */
    public Rule checkedRule() {
        return keptRule().orElseThrow(this::refusal);
    }

    /** The same; empty if there is an error. */
    public Optional<Rule> keptRule() {
        return isValid() ? rule : rule.filter(kept -> !kept.isSupported());
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
    public Explainer explainer(long nowMillis) {
        if (compiled.isPresent()) {
            return Explainer.of(compiled.get(), nowMillis);
        }
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
