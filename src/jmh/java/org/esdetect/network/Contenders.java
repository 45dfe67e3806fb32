package org.esdetect.network;

import java.util.BitSet;
import java.util.List;
import java.util.Map;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.condition.Condition;
import org.esdetect.event.MapEvent;

/** Those that need nothing but the plugin. */
final class Contenders {
    private Contenders() {}

    static Contender of(String name, List<Condition> conditions) {
        return switch (name) {
            case "network" -> new OneNetwork(conditions);
            case "oneByOne" -> new OneByOne(conditions);
            case "floor" -> new Floor();
            default -> throw new IllegalArgumentException("no contender [" + name + "]");
        };
    }

    /** All rules as one network. */
    private static final class OneNetwork implements Contender {
        private final Network network;
        private final Selection all;
        private final Scratch scratch;

        OneNetwork(List<Condition> conditions) {
            network = NetworkCompiler.compile(conditions);
            all = network.all();
            scratch = network.newScratch(MatchLimits.DEFAULT);
        }

        @Override
        public long judge(Map<String, Object> event) {
            return network.match(event, all, scratch);
        }

        @Override
        public BitSet answers(Map<String, Object> event) {
            BitSet answers = new BitSet();
            int count = network.match(event, all, scratch);
            for (int i = 0; i < count; i++) {
                answers.set(scratch.matched(i));
            }
            return answers;
        }
    }

    /** One rule after the other, each as fast as it is alone. */
    private static final class OneByOne implements Contender {
        private final CompiledCondition[] conditions;

        OneByOne(List<Condition> conditions) {
            this.conditions = conditions.stream().map(CompiledCondition::compile).toArray(CompiledCondition[]::new);
        }

        @Override
        public long judge(Map<String, Object> event) {
            MapEvent values = new MapEvent(event);
            int matches = 0;
            for (CompiledCondition condition : conditions) {
                matches += condition.matches(values) ? 1 : 0;
            }
            return matches;
        }

        @Override
        public BitSet answers(Map<String, Object> event) {
            BitSet answers = new BitSet();
            for (int i = 0; i < conditions.length; i++) {
                answers.set(i, conditions[i].matches(new MapEvent(event)));
            }
            return answers;
        }
    }

    /** No rule at all: visits every value of the event and hashes it, the least that flattening or copying could cost. */
    private static final class Floor implements Contender {
        @Override
        public long judge(Map<String, Object> event) {
            return visit(event);
        }

        private static long visit(Object value) {
            long hash = 0;
            if (value instanceof Map<?, ?> object) {
                for (Object each : object.values()) {
                    hash += visit(each);
                }
                return hash;
            }
            if (value instanceof List<?> list) {
                for (Object each : list) {
                    hash += visit(each);
                }
                return hash;
            }
            return value == null ? 0 : value.hashCode();
        }

        @Override
        public BitSet answers(Map<String, Object> event) {
            return new BitSet();
        }
    }
}
