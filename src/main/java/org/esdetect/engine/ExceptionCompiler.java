package org.esdetect.engine;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.esdetect.condition.BudgetExceededException;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.engine.CompiledException.Part;
import org.esdetect.eql.ast.Query;
import org.esdetect.eql.check.Checker;
import org.esdetect.eql.check.FieldTypes;
import org.esdetect.eql.check.Usage;
import org.esdetect.eql.lower.Lowering;
import org.esdetect.eql.lower.Plan;
import org.esdetect.eql.parse.EqlParser;
import org.esdetect.eql.parse.Parsed;
import org.esdetect.eql.parse.ParsedExpression;
import org.esdetect.rule.ExceptionEntry;
import org.esdetect.rule.ExceptionItem;
import org.esdetect.rule.Rule;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.esdetect.text.Span;

/**
 * Exception items to conditions, judged by the evaluator that judges rules. A mistake in one is a problem of that item,
 * never an exception, and keeps it from being applied.
 *
 * <p>An entry means what Kibana's query means: a positive one holds when any value of the field passes,
 * {@code excluded} is plain negation, so that an event without the field satisfies it.
 */
public final class ExceptionCompiler {
    private static final FieldTypes ECS = new EcsRuleFields();

    private ExceptionCompiler() {}

    public static CompiledException compile(ExceptionItem item) {
        List<Problem> problems = new ArrayList<>();
        List<Part> parts = List.of();
        try {
            parts = item.eql().isPresent()
                    ? eql(item.eql().get(), problems).stream()
                            .<Part>map(condition -> new Part.OfEvent(CompiledCondition.compile(condition)))
                            .toList()
                    : entries(item, problems);
        } catch (BudgetExceededException tooLarge) {
            problems.add(error(Problem.Code.TOO_LARGE, "the exception " + tooLarge.getMessage()));
        }
        boolean failed = problems.stream().anyMatch(ExceptionCompiler::isError);
        return new CompiledException(item, failed ? List.of() : limited(item, parts), problems);
    }

    /**
     * To events of the operating systems that the item names, as Kibana finds them: agents tell the system in
     * {@code host.os.type}, older ones by its name only.
     */
    private static List<Part> limited(ExceptionItem item, List<Part> parts) {
        if (item.osTypes().isEmpty() || parts.isEmpty()) {
            return parts;
        }
        List<Literal> systems = item.osTypes().stream().map(Literal::new).toList();
        Condition system = Condition.anyOf(List.of(
                new Condition.Leaf(new Predicate.OneOf("host.os.type", systems, true)),
                new Condition.Leaf(new Predicate.OneOf("host.os.name", systems, false))));
        List<Part> all = new ArrayList<>();
        all.add(new Part.OfEvent(CompiledCondition.compile(system)));
        all.addAll(parts);
        return all;
    }

    /** The text that the problems of an item point into: its EQL, if it has one. */
    public static SourceText source(ExceptionItem item) {
        return new SourceText("eql", item.eql().orElse(""));
    }

    /** A condition, or an event query whose category is compared as in a rule. */
    private static Optional<Condition> eql(String text, List<Problem> problems) {
        SourceText source = new SourceText("eql", text);
        ParsedExpression expression = EqlParser.parseExpression(source);
        if (expression.expression().isPresent()
                && expression.problems().stream().noneMatch(ExceptionCompiler::isError)) {
            problems.addAll(Checker.checkCondition(expression.expression().get(), ECS));
            return sound(problems) ? expression.expression().map(Lowering::lowerCondition) : Optional.empty();
        }
        Parsed query = EqlParser.parse(source);
        if (query.query().isEmpty() || query.problems().stream().anyMatch(ExceptionCompiler::isError)) {
            problems.addAll(looksLikeAQuery(text) ? query.problems() : expression.problems());
            return Optional.empty();
        }
        problems.addAll(Checker.check(query.query().get(), ECS, Usage.RULE));
        if (query.query().get() instanceof Query.SequenceQuery) {
            problems.add(
                    error(
                            Problem.Code.UNSUPPORTED,
                            "an exception is about one event, found a sequence; limit it to one step of a sequence with [step]"));
        }
        return sound(problems)
                ? Optional.of(((Plan.OfEvent) Lowering.lower(query.query().get(), Rule.FieldNames.DEFAULT_CATEGORY))
                        .condition())
                : Optional.empty();
    }

    private static boolean looksLikeAQuery(String text) {
        return text.matches("(?is)\\s*(sequence|sample|join|any|\"[^\"]*\"|\\w+)\\s+(where|by|with|\\[).*");
    }

    private static boolean sound(List<Problem> problems) {
        return problems.stream().noneMatch(ExceptionCompiler::isError);
    }

    private static List<Part> entries(ExceptionItem item, List<Problem> problems) {
        List<Part> parts = new ArrayList<>();
        List<Condition> whole = new ArrayList<>();
        for (ExceptionEntry entry : item.entries()) {
            if (entry instanceof ExceptionEntry.Nested nested) {
                List<Condition> inside = new ArrayList<>();
                nested.entries().forEach(each -> leaf(each, item.caseInsensitive(), problems)
                        .ifPresent(inside::add));
                parts.add(new Part.OfObject(nested.field(), CompiledCondition.compile(Condition.allOf(inside))));
            } else {
                leaf(entry, item.caseInsensitive(), problems).ifPresent(whole::add);
            }
        }
        if (!whole.isEmpty()) {
            parts.add(0, new Part.OfEvent(CompiledCondition.compile(Condition.allOf(whole))));
        }
        return parts;
    }

    /** Empty, with an error, for what is not applied: an item without one of its entries would hide more. */
    private static Optional<Condition> leaf(ExceptionEntry entry, boolean ignoreCase, List<Problem> problems) {
        if (IndexedName.isOfWords(entry.field())) {
            problems.add(error(
                    Problem.Code.UNSUPPORTED,
                    "the entry on [" + entry.field()
                            + "] compares single words, which depend on how an index splits text:"
                            + " the item is not applied; name the field without [.text] and use [wildcard]"));
            return Optional.empty();
        }
        IndexedName name = IndexedName.of(entry.field());
        boolean caseSensitive = !(ignoreCase || name.caseless());
        if (entry instanceof ExceptionEntry.Match match) {
            List<Literal> values = match.values().stream().map(Literal::new).toList();
            Condition leaf = new Condition.Leaf(new Predicate.OneOf(name.field(), values, caseSensitive));
            return Optional.of(turned(leaf, match.excluded()));
        }
        if (entry instanceof ExceptionEntry.Wildcard wildcard) {
            Condition leaf = WildcardText.leaf(name.field(), wildcard.pattern(), caseSensitive);
            return Optional.of(turned(leaf, wildcard.excluded()));
        }
        if (entry instanceof ExceptionEntry.Exists exists) {
            Condition leaf = new Condition.Leaf(new Predicate.Exists(name.field()));
            return Optional.of(turned(leaf, exists.excluded()));
        }
        problems.add(error(
                Problem.Code.UNSUPPORTED,
                "the entry on [" + entry.field()
                        + "] refers to a value list, which is not part of an export: the item is not applied;"
                        + " write the values into an entry of type [match_any]"));
        return Optional.empty();
    }

    private static Condition turned(Condition leaf, boolean excluded) {
        return excluded ? new Condition.Not(leaf) : leaf;
    }

    private static boolean isError(Problem problem) {
        return problem.severity() == Problem.Severity.ERROR;
    }

    private static Problem error(Problem.Code code, String message) {
        return new Problem(code, Problem.Severity.ERROR, new Span(0, 0), message);
    }
}
