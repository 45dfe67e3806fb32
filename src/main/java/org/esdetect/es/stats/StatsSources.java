package org.esdetect.es.stats;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All that counts on this node, in the order of the answer's sections. */
public record StatsSources(List<StatsSource> sources) {
    public StatsSources {
        sources = List.copyOf(sources);
    }

    /** This node's counters: section name to counters. */
    public Map<String, Object> collect() {
        Map<String, Object> sections = new LinkedHashMap<>();
        sources.forEach(source -> sections.put(source.name(), source.stats()));
        return sections;
    }

    /** What {@link #collect()} gave on several nodes, added up: numbers only, and no gauges. */
    public Map<String, Object> total(List<Map<String, Object>> nodes) {
        Map<String, Set<String>> gauges = new HashMap<>();
        sources.forEach(source -> gauges.put(source.name(), source.gauges()));
        Map<String, Object> total = new LinkedHashMap<>();
        for (Map<String, Object> node : nodes) {
            node.forEach((section, counters) -> {
                if (counters instanceof Map<?, ?> map) {
                    total.put(section, sum(total.get(section), map, gauges.getOrDefault(section, Set.of())));
                }
            });
        }
        sources.forEach(source -> total.computeIfPresent(source.name(), (name, sums) -> source.total(map(sums))));
        return total;
    }

    private static Map<String, Object> map(Object section) {
        Map<String, Object> map = new LinkedHashMap<>();
        ((Map<?, ?>) section).forEach((name, value) -> map.put(name.toString(), value));
        return map;
    }

    private static Map<String, Object> sum(@Nullable Object sumSoFar, Map<?, ?> more, Set<String> gauges) {
        Map<String, Object> sum = new LinkedHashMap<>();
        if (sumSoFar instanceof Map<?, ?> map) {
            sum.putAll(map(map));
        }
        more.forEach((key, value) -> {
            String name = key.toString();
            if (gauges.contains(name)) {
                return;
            }
            if (value instanceof Map<?, ?> inner) {
                sum.put(name, sum(sum.get(name), inner, below(name, gauges)));
            } else if (value instanceof Number number) {
                sum.put(name, add(sum.get(name), number));
            }
        });
        return sum;
    }

    /** What {@code gauges} says of the map under {@code name}. */
    private static Set<String> below(String name, Set<String> gauges) {
        Set<String> below = new HashSet<>();
        for (String gauge : gauges) {
            for (String prefix : new String[] {name + ".", "*."}) {
                if (gauge.startsWith(prefix)) {
                    below.add(gauge.substring(prefix.length()));
                }
            }
        }
        return below;
    }

    private static Number add(@Nullable Object sumSoFar, Number more) {
        if (!(sumSoFar instanceof Number sum)) {
            return more;
        }
        boolean fraction = isFraction(sum) || isFraction(more);
        return fraction
                ? (Number) (sum.doubleValue() + more.doubleValue())
                : (Number) (sum.longValue() + more.longValue());
    }

    private static boolean isFraction(Number number) {
        return number instanceof Double || number instanceof Float;
    }
}
