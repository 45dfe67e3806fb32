package org.esdetect.peers;

import java.util.List;
import java.util.Map;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.condition.Condition;
import org.esdetect.event.MapEvent;

/** One rule after the other, each well prepared; fields of an event are looked up once. Also the oracle of the others. */
final class RuleByRule implements Contender<Map<String, Object>> {
    private final CompiledCondition[] conditions;

    RuleByRule(List<Condition> conditions) {
        this.conditions = conditions.stream().map(CompiledCondition::compile).toArray(CompiledCondition[]::new);
    }

    @Override
    public Map<String, Object> prepare(Map<String, Object> event) {
        return event;
    }

    @Override
    public void match(List<Map<String, Object>> events, Matches matches) {
        for (int i = 0; i < events.size(); i++) {
            MapEvent event = new MapEvent(events.get(i));
            for (int rule = 0; rule < conditions.length; rule++) {
                if (conditions[rule].matches(event)) {
                    matches.found(i, rule);
                }
            }
        }
    }
}
