package org.esdetect.engine;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.eql.check.Checker;
import org.esdetect.eql.check.FieldTypes;
import org.esdetect.eql.check.Usage;
import org.esdetect.eql.lower.Lowering;
import org.esdetect.eql.lower.Plan;
import org.esdetect.eql.parse.EqlParser;
import org.esdetect.eql.parse.Parsed;
import org.esdetect.rule.FilterQuery;
import org.esdetect.rule.LookBack;
import org.esdetect.rule.Rule;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.esdetect.text.Span;

/** Parses, checks and lowers one rule. A mistake in its query is a problem of that rule, never an exception. */
public final class RuleCompiler {
    private static final int HASH_BYTES = 8;
    private static final Instant FAR_AHEAD = Instant.parse("9999-01-01T00:00:00Z");
    private static final FieldTypes ECS = new EcsRuleFields();

    private RuleCompiler() {}

    /** Compiles {@code rule} with what ECS says of fields, as every node does. */
    public static CompiledRule compile(Rule rule) {
        return compile(rule, ECS);
    }

    /** Compiles {@code rule}; {@code types} can add warnings, but never change what it means or whether it loads. */
    public static CompiledRule compile(Rule rule, FieldTypes types) {
        return compile(rule, types, Usage.RULE);
    }

    /** Compiles {@code rule}, whose query may have pipes when it is used ad hoc; what they do is for the caller. */
    public static CompiledRule compile(Rule rule, FieldTypes types, Usage usage) {
        String hash = hash(rule.query());
        if (!rule.isSupported()) {
            return new CompiledRule(rule, Optional.empty(), hash, List.of(otherType(rule.type())));
        }
        Parsed parsed = EqlParser.parse(new SourceText("query", rule.query()));
        List<Problem> problems = new ArrayList<>(parsed.problems());
        parsed.query().ifPresent(query -> problems.addAll(Checker.check(query, types, usage)));
        if (usage == Usage.RULE && problems.stream().noneMatch(RuleCompiler::isError)) {
            parsed.query().ifPresent(query -> problems.addAll(LookBackCheck.check(rule, query)));
        }
        Optional<FilterQuery> filters = FilterQuery.of(rule);
        if (filters.isEmpty()) {
            problems.add(
                    error(
                            Problem.Code.UNSUPPORTED,
                            "a filter of the rule is not understood here: without it the rule would match more than it should"));
        }
        problems.sort(Comparator.comparingInt(problem -> problem.span().start()));
        Optional<Plan> plan = problems.stream().anyMatch(RuleCompiler::isError)
                ? Optional.empty()
                : parsed.query()
                        .map(query ->
                                bounded(Lowering.lower(query, rule.fields().category()), rule))
                        .map(whole ->
                                FilterConditions.filtered(whole, FilterConditions.condition(filters.orElseThrow())));
        try {
            if (plan.isPresent() && plan.get() instanceof Plan.OfSequence sequence) {
                // The steps are prepared by each run; what is too large for that is said now.
                new Steps(sequence).judges();
            }
            return new CompiledRule(rule, plan, hash, problems);
        } catch (BudgetExceededException tooLarge) {
            problems.add(error(Problem.Code.TOO_LARGE, "the query " + tooLarge.getMessage()));
            return new CompiledRule(rule, Optional.empty(), hash, problems);
        }
    }

    /** What is wrong or doubtful about a rule's query as far as that can be said without the rule, in text order. */
    public static List<Problem> check(SourceText query) {
        Parsed parsed = EqlParser.parse(query);
        List<Problem> problems = new ArrayList<>(parsed.problems());
        parsed.query().ifPresent(tree -> problems.addAll(Checker.check(tree, ECS, Usage.RULE)));
        problems.sort(Comparator.comparingInt(problem -> problem.span().start()));
        return problems;
    }

    /**
     * A sequence without a maxspan reaches as far as its rule looks back: more is of no interest to its author, and
     * what it finds would otherwise depend on when it is run. An absolute look-back has no length of its own; it is
     * counted to {@link #FAR_AHEAD}.
     */
    public static Plan bounded(Plan plan, Rule rule) {
        if (!(plan instanceof Plan.OfSequence sequence)) {
            return plan;
        }
        long lengthMillis = LookBack.of(rule.timing()).length(FAR_AHEAD).toMillis();
        return sequence.within(Math.max(1, lengthMillis));
    }

    private static boolean isError(Problem problem) {
        return problem.severity() == Problem.Severity.ERROR;
    }

    private static Problem otherType(String type) {
        return error(
                Problem.Code.UNSUPPORTED,
                "rules of type [" + type + "] are kept but not run, only those of type [" + Rule.EQL + "] are");
    }

    /** A problem of the query as a whole. */
    private static Problem error(Problem.Code code, String message) {
        return new Problem(code, Problem.Severity.ERROR, new Span(0, 0), message);
    }

    private static String hash(String query) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(query.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
