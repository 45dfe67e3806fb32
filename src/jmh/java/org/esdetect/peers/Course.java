package org.esdetect.peers;

import java.io.IOException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.esdetect.bench.EventFile;
import org.esdetect.bench.RuleFolder;
import org.esdetect.bench.RuleFolder.EventRule;
import org.esdetect.condition.Condition;

/**
 * What all engines are measured with.
 *
 * @param triggers events to compare answers on and not to time
 * @param listFields the fields that hold several values in some event
 */
record Course(List<EventRule> rules, EventFile events, Optional<EventFile> triggers, Set<String> listFields) {

    static Course load() throws IOException {
        EventFile events = EventFile.load();
        Optional<EventFile> triggers = EventFile.triggers();
        Set<String> listFields = new HashSet<>();
        for (EventFile file : triggers.isPresent() ? List.of(events, triggers.get()) : List.of(events)) {
            for (int i = 0; i < file.size(); i++) {
                findLists(file.parse(i), "", false, listFields);
            }
        }
        return new Course(RuleFolder.eventRules(), events, triggers, listFields);
    }

    private static void findLists(Object value, String path, boolean inList, Set<String> found) {
        if (value instanceof Map<?, ?> object) {
            String prefix = path.isEmpty() ? "" : path + ".";
            object.forEach((key, held) -> findLists(held, prefix + key, inList, found));
        } else if (value instanceof Collection<?> list) {
            list.forEach(held -> findLists(held, path, inList || list.size() > 1, found));
        } else if (inList) {
            found.add(path);
        }
    }

    /** The rules that {@code entrant} can express. */
    List<EventRule> rulesFor(Entrant entrant) {
        return rules.stream()
                .filter(rule -> entrant.reasonAgainst(rule.condition(), listFields) == null)
                .toList();
    }

    /** How many rules {@code entrant} cannot express, by reason. */
    Map<String, Integer> reasonsAgainst(Entrant entrant) {
        Map<String, Integer> reasons = new TreeMap<>();
        for (EventRule rule : rules) {
            String reason = entrant.reasonAgainst(rule.condition(), listFields);
            if (reason != null) {
                reasons.merge(reason, 1, Integer::sum);
            }
        }
        return reasons;
    }

    static List<Condition> conditions(List<EventRule> rules) {
        return rules.stream().map(EventRule::condition).toList();
    }
}
