package org.esdetect.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import org.esdetect.engine.CompiledRule;
import org.esdetect.event.Event;
import org.esdetect.explain.Clause;
import org.esdetect.explain.EventExplainer;
import org.esdetect.explain.Explainer;
import org.esdetect.explain.ExplanationMap;
import org.esdetect.explain.ExplanationText;
import org.esdetect.explain.SequenceExplainer;
import org.esdetect.explain.SequenceExplanation;
import org.esdetect.explain.StepReading;
import org.esdetect.rule.Rule;

/**
 * {@code detect explain}: says clause by clause why a rule does or does not match the events of a file; of a sequence,
 * what it makes of all of them together.
 */
final class ExplainCommand implements Subcommand {
    private static final String RULE = "rule";
    private static final String RULE_ID = "rule-id";
    private static final String EVENT = "event";

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public String summary() {
        return "--rule FILE [--rule-id ID] --event FILE [--exceptions FILE] [--format json]: say why a rule matches or does not";
    }

    @Override
    public int run(List<String> arguments, Terminal terminal) throws IOException {
        Options options =
                Options.parse(arguments, Set.of(RULE, RULE_ID, EVENT, ExceptionFile.OPTION, Results.FORMAT), Set.of());
        options.refuseOperands();
        Results results = Results.of(options, terminal);
        String path = options.required(RULE);
        Input file = new Input(options.required(EVENT), terminal);
        CompiledRule compiled = rule(options, path, terminal);
        Rule rule = compiled.rule();
        long nowMillis = Instant.now().toEpochMilli();
        List<EventLine> events = EventLine.readAll(file);
        if (events.isEmpty()) {
            throw new IOException("no event in [" + file.name() + "]: expected a JSON object a line, or one object");
        }
        Explainer explainer = Explainer.of(compiled, nowMillis);
        int matched = explainer instanceof SequenceExplainer sequence
                ? sequence(sequence, rule, events, results)
                : events((EventExplainer) explainer, compiled, nowMillis, events, results);
        results.close(
                Results.object("events", events.size(), "matches", matched),
                Results.count(matched, "match", "matches") + " in " + Results.count(events.size(), "event", "events"));
        return DetectCommand.OK;
    }

    /** The one rule of the file, or the one that is named. */
    private static CompiledRule rule(Options options, String path, Terminal terminal) throws IOException {
        RuleSet rules = RuleSet.read(List.of(path), terminal);
        rules.reportUnusable(terminal);
        Map<String, CompiledRule> usable = ExceptionFile.apply(options, rules.usable(), terminal);
        if (options.value(RULE_ID).isPresent()) {
            String id = options.required(RULE_ID);
            CompiledRule named = usable.get(id);
            if (named == null) {
                throw new IOException("no rule [" + id + "] in [" + path + "] that can be explained");
            }
            return named;
        }
        if (usable.size() != 1) {
            throw new IOException(
                    "[" + path + "] holds [" + usable.size() + "] rules that can be explained, expected one"
                            + (usable.isEmpty() ? "" : "; choose by --" + RULE_ID));
        }
        return usable.values().iterator().next();
    }

    private static int events(
            EventExplainer explainer, CompiledRule compiled, long nowMillis, List<EventLine> events, Results results) {
        Rule rule = compiled.rule();
        int matched = 0;
        for (EventLine line : events) {
            Clause explanation = explainer.explain(line.event());
            boolean raises = compiled.raises(line.event(), nowMillis);
            matched += raises ? 1 : 0;
            results.add(
                    Results.object(
                            "rule_id", rule.id(),
                            "line", line.number(),
                            "matched", raises,
                            "explanation", ExplanationMap.of(explanation)),
                    () -> rule.name() + ", line " + line.number() + "\n" + ExplanationText.of(explanation)
                            + keptStill(compiled, line.event(), explanation.matched(), nowMillis));
        }
        return matched;
    }

    /** Why a rule whose query matches raises nothing. */
    private static String keptStill(CompiledRule rule, Event event, boolean queryMatches, long nowMillis) {
        if (queryMatches && !rule.matches(event)) {
            return "\nno match: a filter of the rule leaves the event out";
        }
        return queryMatches
                ? rule.exception(event, nowMillis)
                        .map(by -> "\nno match: the exception [" + by.item().id() + "] takes the event out")
                        .orElse("")
                : "";
    }

    /** All events together, and a single one step by step. */
    private static int sequence(SequenceExplainer explainer, Rule rule, List<EventLine> lines, Results results) {
        List<Event> events = new ArrayList<>();
        lines.forEach(line -> events.add(line.event()));
        IntFunction<String> names = position -> "line " + lines.get(position).number();
        SequenceExplanation explanation = explainer.explain(events, names);
        Map<String, Object> object = Results.object(
                "rule_id", rule.id(),
                "lines", lines.stream().map(EventLine::number).toList(),
                "matched", explanation.matched(),
                "explanation", ExplanationMap.of(explanation));
        StringBuilder text = new StringBuilder(rule.name()).append('\n');
        text.append(ExplanationText.of(explanation, names));
        if (events.size() == 1) {
            List<StepReading> readings = explainer.explain(events.get(0));
            object.put("readings", ExplanationMap.of(readings));
            text.append(ExplanationText.of(readings));
        }
        results.add(object, text::toString);
        return explanation.sequences().size();
    }
}
