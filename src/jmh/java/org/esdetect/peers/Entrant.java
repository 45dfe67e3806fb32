package org.esdetect.peers;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import org.esdetect.condition.Condition;

/** The engines that are compared, and which rules each can take. */
enum Entrant {
    RULE_BY_RULE("one rule after the other") {
        @Override
        String reasonAgainst(Condition condition, Set<String> listFields) {
            return null;
        }

        @Override
        Contender<?> load(List<Condition> conditions, Set<String> listFields) {
            return new RuleByRule(conditions);
        }
    },
    MONITOR_SINGLE("Lucene Monitor, one document at a time") {
        @Override
        String reasonAgainst(Condition condition, Set<String> listFields) {
            return LuceneMonitor.reasonAgainst(condition);
        }

        @Override
        Contender<?> load(List<Condition> conditions, Set<String> listFields) throws IOException {
            return new LuceneMonitor(conditions, 1);
        }
    },
    MONITOR_BATCH("Lucene Monitor, batches of 128") {
        @Override
        String reasonAgainst(Condition condition, Set<String> listFields) {
            return LuceneMonitor.reasonAgainst(condition);
        }

        @Override
        Contender<?> load(List<Condition> conditions, Set<String> listFields) throws IOException {
            return new LuceneMonitor(conditions, 128);
        }
    },
    RULER("Event Ruler") {
        @Override
        String reasonAgainst(Condition condition, Set<String> listFields) {
            return EventRuler.reasonAgainst(condition, listFields, false);
        }

        @Override
        Contender<?> load(List<Condition> conditions, Set<String> listFields) throws IOException {
            return new EventRuler(conditions, listFields, false);
        }
    },
    RULER_WIDENED("Event Ruler, [?] widened to [*]") {
        @Override
        String reasonAgainst(Condition condition, Set<String> listFields) {
            return EventRuler.reasonAgainst(condition, listFields, true);
        }

        @Override
        Contender<?> load(List<Condition> conditions, Set<String> listFields) throws IOException {
            return new EventRuler(conditions, listFields, true);
        }
    },
    RULER_LITERALS("Event Ruler, rules of positive literals only") {
        @Override
        String reasonAgainst(Condition condition, Set<String> listFields) {
            String reason = EventRuler.reasonAgainst(condition, listFields, false);
            return reason != null ? reason : EventRuler.isLiteral(condition, listFields) ? null : "not literal";
        }

        @Override
        Contender<?> load(List<Condition> conditions, Set<String> listFields) throws IOException {
            return new EventRuler(conditions, listFields, false);
        }
    };

    private final String title;

    Entrant(String title) {
        this.title = title;
    }

    String title() {
        return title;
    }

    /** Why this engine cannot take a rule, a few words that rules share; null when it can. */
    abstract String reasonAgainst(Condition condition, Set<String> listFields);

    abstract Contender<?> load(List<Condition> conditions, Set<String> listFields) throws IOException;
}
