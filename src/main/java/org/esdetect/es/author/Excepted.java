package org.esdetect.es.author;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.engine.CompiledException;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.StepJudge;
import org.esdetect.engine.Steps;
import org.esdetect.eql.lower.Plan;
import org.esdetect.event.Event;

/** What exceptions and filters make of an event that a rule's query may match. */
record Excepted(CompiledRule rule, long nowMillis) {

    /** Whether a single-event rule raises an alert for {@code event}; says in {@code report} why it does not. */
    boolean raises(Event event, boolean queryMatches, Map<String, Object> report) {
        boolean matches = rule.matches(event);
        if (queryMatches && !matches) {
            report.put("filtered_out", true);
        }
        List<Map<String, Object>> by = new ArrayList<>();
        if (matches) {
            rule.exception(event, nowMillis).ifPresent(found -> by.add(named(found)));
        }
        put(by, report);
        return matches && by.isEmpty();
    }

    /** Whether {@code event} serves a step or the until of a sequence. */
    boolean serves(Event event, Map<String, Object> report) {
        Plan.OfSequence plan = (Plan.OfSequence) rule.plan().orElseThrow();
        StepJudge.Service service = new StepJudge(new Steps(plan), rule.exceptions()).judge(event, nowMillis);
        put(service.exceptedBy().stream().map(Excepted::named).toList(), report);
        return !service.isNone();
    }

    private static void put(List<Map<String, Object>> by, Map<String, Object> report) {
        if (!by.isEmpty()) {
            report.put("excepted_by", by);
        }
    }

    private static Map<String, Object> named(CompiledException exception) {
        Map<String, Object> named = new LinkedHashMap<>();
        named.put("id", exception.item().id());
        named.put("list_id", exception.item().listId());
        named.put("name", exception.item().name());
        exception.item().step().ifPresent(step -> named.put("step", step));
        exception.item().expires().ifPresent(time -> named.put("expire_time", time.toString()));
        return named;
    }
}
