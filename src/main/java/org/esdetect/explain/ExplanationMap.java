package org.esdetect.explain;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.explain.SequenceExplanation.Miss;

/**
 * Explanations as plain maps, lists and scalars, for JSON. The shape is part of the interface:
 *
 * <pre>
 * clause   {"kind": "event|category|and|or|not|test", "clause": text, "line": n, "column": n, "matched": bool,
 *           and with a category or test
 *             "fields": [{"field": path, "values": [...], "count": n}], "expected": {"values": [...], "count": n},
 *             "reasons": [{"code": "missing|case|wildcard|whole_value|type|array_item|list_item|computed|constant",
 *                          "message": text}],
 *           otherwise
 *             "clauses": [clause, ...]}
 * event    clause + {"decided_by": [{"clause": text, "line": n, "column": n, "message": text}]}
 * step     {"step": n, "runs": n, "query": text, "line": n, "column": n, "missing": bool, "until": bool,
 *           "join_keys": [path, ...]}
 * reading  step + {"matched": bool, "joins": bool, "keys": [{"field", "values", "count"}], "explanation": event}
 * sequence {"matched": bool, "steps": [step + {"events": {"values": [position, ...], "count": n}}],
 *           "sequences": [{"events": [position, ...], "join_keys": [value, ...]}],
 *           "nearest_miss": {"code": "no_event|no_time|key_missing|other_keys|order|same_event|too_few|maxspan|cancelled|spoiled",
 *             "reached": n, "of": n, "events": [position, ...], "join_keys": [...], "message": text,
 *             "closest": {"event": position, "step": n, "explanation": event}}}
 * </pre>
 *
 * <p>At most ten values are listed, {@code count} says how many there are; texts are cut at 80 characters, clauses at
 * 200. Positions count from 0.
 */
public final class ExplanationMap {
    private ExplanationMap() {}

    /** A whole event filter, with the tests that its verdict rests on. */
    public static Map<String, Object> of(Clause event) {
        Map<String, Object> map = clause(event);
        List<Map<String, Object>> deciding = new ArrayList<>();
        for (Clause test : event.deciding()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("clause", test.text());
            place(one, test.place());
            one.put("message", ExplanationText.found(test));
            deciding.add(one);
        }
        map.put("decided_by", deciding);
        return map;
    }

    /** What one event is to each step of a sequence. */
    public static List<Map<String, Object>> of(List<StepReading> readings) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (StepReading reading : readings) {
            Map<String, Object> map = step(reading.step());
            map.put("matched", reading.clause().matched());
            map.put("joins", reading.joins());
            map.put("keys", fields(reading.keys()));
            map.put("explanation", of(reading.clause()));
            list.add(map);
        }
        return list;
    }

    /** What a sequence makes of a list of events. */
    public static Map<String, Object> of(SequenceExplanation explanation) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("matched", explanation.matched());
        List<Map<String, Object>> steps = new ArrayList<>();
        for (SequenceExplanation.StepEvents step : explanation.steps()) {
            Map<String, Object> one = step(step.step());
            one.put("events", sample(step.events()));
            steps.add(one);
        }
        map.put("steps", steps);
        List<Map<String, Object>> sequences = new ArrayList<>();
        for (SequenceExplanation.Found found : explanation.sequences()) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("events", found.events());
            one.put("join_keys", found.joinKeys());
            sequences.add(one);
        }
        map.put("sequences", sequences);
        explanation.miss().ifPresent(miss -> map.put("nearest_miss", miss(miss)));
        return map;
    }

    private static Map<String, Object> miss(Miss miss) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("code", miss.code().jsonName());
        map.put("reached", miss.reached());
        map.put("of", miss.of());
        map.put("events", miss.events());
        map.put("join_keys", miss.joinKeys());
        map.put("message", miss.message());
        miss.closest().ifPresent(closest -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("event", closest.event());
            one.put("step", closest.step().number());
            one.put("explanation", of(closest.clause()));
            map.put("closest", one);
        });
        return map;
    }

    private static Map<String, Object> step(SequenceStep step) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("step", step.number());
        map.put("runs", step.runs());
        map.put("query", step.text());
        place(map, step.place());
        map.put("missing", step.missing());
        map.put("until", step.until());
        map.put("join_keys", step.keys());
        return map;
    }

    private static Map<String, Object> clause(Clause clause) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("kind", clause.kind().jsonName());
        map.put("clause", clause.text());
        place(map, clause.place());
        map.put("matched", clause.matched());
        clause.reading().ifPresent(reading -> {
            map.put("fields", fields(reading.fields()));
            map.put("expected", sample(reading.expected()));
            map.put("reasons", reasons(reading.reasons()));
        });
        if (clause.reading().isEmpty()) {
            map.put(
                    "clauses",
                    clause.parts().stream().map(ExplanationMap::clause).toList());
        }
        return map;
    }

    private static List<Map<String, Object>> fields(List<Reading.FieldValues> fields) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Reading.FieldValues field : fields) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("field", field.field());
            one.putAll(sample(field.values()));
            list.add(one);
        }
        return list;
    }

    private static List<Map<String, Object>> reasons(List<Reason> reasons) {
        List<Map<String, Object>> list = new ArrayList<>();
        for (Reason reason : reasons) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("code", reason.code().jsonName());
            one.put("message", reason.message());
            list.add(one);
        }
        return list;
    }

    private static Map<String, Object> sample(Sample sample) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("values", sample.first());
        map.put("count", sample.count());
        return map;
    }

    private static void place(Map<String, Object> map, Place place) {
        map.put("line", place.line());
        map.put("column", place.column());
    }
}
