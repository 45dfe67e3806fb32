package org.esdetect.alert;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.assertj.core.api.Assertions;
import org.elasticsearch.action.DocWriteRequest;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.test.ESSingleNodeTestCase;
import org.esdetect.ecs.AlertFields;
import org.esdetect.ecs.Templates;
import org.esdetect.engine.CompiledRule;
import org.esdetect.testing.IndexTemplates;
import org.jspecify.annotations.Nullable;

/** No event and no rule makes an alert that its index refuses. */
public class AlertMappingTests extends ESSingleNodeTestCase {
    private int events;

    @Override
    public void setUp() throws Exception {
        super.setUp();
        IndexTemplates.put(client(), "signals-detect", Templates.signals(Templates.VERSION));
    }

    public void testEvent_plain_ignoresNoField() {
        Alert alert = alert(
                Alerts.map(
                        """
                {"@timestamp":"2026-11-20T10:00:00Z","process":{"name":"a","pid":1},"host":{"ip":["::1"]}}"""));
        index(alert);
        refresh();
        var ignored = client().prepareSearch("signals-detect")
                .setQuery(QueryBuilders.existsQuery("_ignored"))
                .get();
        try {
            Assertions.assertThat(ignored.getHits().getHits()).isEmpty();
        } finally {
            ignored.decRef();
        }
    }

    /** The whole rule is in each alert: it is not indexed, and what people search by is. */
    public void testRule_isSearchedByItsOwnFieldsAndKeptAsAWhole() {
        index(alert(Map.of("@timestamp", "2026-11-20T10:00:00Z")));
        refresh();
        var byName = client().prepareSearch("signals-detect")
                .setQuery(QueryBuilders.existsQuery("kibana.alert.rule.name"))
                .addFetchField("kibana.alert.rule.parameters.type")
                .get();
        try {
            Assertions.assertThat(byName.getHits().getHits()).hasSize(1);
            Assertions.assertThat(byName.getHits()
                            .getAt(0)
                            .field("kibana.alert.rule.parameters.type")
                            .getValues())
                    .isEqualTo(List.of("eql"));
        } finally {
            byName.decRef();
        }
    }

    /**
     * Every field of the table, once with every kind of value, alone and in a list, as a key with dots and as objects.
     */
    public void testEvent_anyValueInAnyField_isWritten() {
        List<@Nullable Object> values = hostileValues();
        List<String> fields = List.copyOf(AlertFields.table().all().keySet());
        for (Object value : values) {
            Map<String, Object> dotted = new LinkedHashMap<>();
            fields.forEach(field -> dotted.put(field, value));
            indexEach(dotted, 400);
        }
    }

    public void testEvent_randomShapes_areWritten() {
        Random random = random();
        List<String> fields = List.copyOf(AlertFields.table().all().keySet());
        List<@Nullable Object> values = hostileValues();
        for (int i = 0; i < 200; i++) {
            Map<String, Object> source = new LinkedHashMap<>();
            for (int n = 0; n < 30; n++) {
                String field = fields.get(random.nextInt(fields.size()));
                int cut = random.nextInt(field.length() + 1);
                String path = random.nextBoolean() ? field : field.substring(0, cut);
                Object value = values.get(random.nextInt(values.size()));
                source.put(path, random.nextBoolean() ? value : Arrays.asList(value, List.of(1, "x"), Map.of("y", 2)));
            }
            index(alert(source));
        }
    }

    public void testEvent_longTextEverywhere_isWritten() {
        String text = "\u4e2d".repeat(40_000 / 3);
        Map<String, Object> source = new LinkedHashMap<>();
        AlertFields.table().all().keySet().stream()
                .filter(field -> !AlertFields.table().isParent(field))
                .forEach(field -> source.put(field, text));
        indexEach(source, 15);
        index(alert(Map.of("labels", Map.of("k".repeat(500), text, "\0", "x", "deep", nested(40)))));
    }

    public void testEvent_deepWideAndLarge_isWritten() {
        index(alert(Map.of("deep", nested(900), "process", nested(900), "labels", nested(900))));
        index(alert(Map.of("process", Map.of("args", Collections.nCopies(10_000, "argument")))));
        index(alert(Map.of("message", "x".repeat(10_000_000))));
        List<Object> attachments = new ArrayList<>(Collections.nCopies(20_000, Map.of("file", Map.of("name", "a"))));
        index(alert(Map.of("email", Map.of("attachments", attachments))));
        Map<String, Object> wide = new LinkedHashMap<>();
        for (int i = 0; i < 50_000; i++) {
            wide.put("field" + i, i);
        }
        index(alert(wide));
    }

    public void testRule_anyValueInAnyPlace_isWritten() {
        List<String> names = List.of(
                "description",
                "tags",
                "author",
                "license",
                "note",
                "references",
                "false_positives",
                "threat",
                "version",
                "revision",
                "severity_mapping",
                "risk_score_mapping",
                "rule_name_override",
                "timestamp_override",
                "exceptions_list",
                "timeline_id",
                "namespace",
                "throttle",
                "meta",
                "actions",
                "created_at",
                "updated_at",
                "created_by",
                "investigation_fields",
                "immutable",
                "filters",
                "\0",
                "a..b",
                "");
        for (Object value : hostileValues()) {
            Map<String, Object> document = new LinkedHashMap<>();
            names.forEach(name -> document.put(name, value));
            index(alert(Alerts.rule(document), Map.of()));
        }
        index(alert(Alerts.rule(Map.of("filters", nested(400), "note", "n".repeat(200_000))), Map.of()));
    }

    public void testSequence_hostileSteps_areWritten() {
        List<SourceEvent> steps = new ArrayList<>();
        hostileValues().forEach(value -> {
            Map<String, Object> source = new LinkedHashMap<>();
            for (String name : List.of("event", "process", "host", "agent.id", "event.id", "@timestamp", "x")) {
                source.put(name, value);
            }
            steps.add(Alerts.event("s" + steps.size(), source));
        });
        AlertBuilder.ofSequence(
                        Alerts.rule(Map.of()),
                        steps,
                        Arrays.asList("\ud800", null, 1.5, "x".repeat(100_000)),
                        Alerts.run(AlertRun.Mode.SEQUENCE))
                .forEach(this::index);
    }

    private static List<@Nullable Object> hostileValues() {
        Map<String, Object> withNull = new LinkedHashMap<>();
        withNull.put("x", null);
        return Arrays.asList(
                null,
                "",
                "text",
                "\ud800\0\uffff",
                0,
                -1.5,
                Long.MIN_VALUE,
                BigInteger.TEN.pow(400),
                Double.MAX_VALUE,
                Double.NaN,
                true,
                "true",
                "2026-11-20T10:00:00Z",
                "99999-01-01",
                "10.0.0.1",
                "1:2",
                "1.5,2.5",
                "POINT (1 2)",
                List.of(),
                List.of(1, 2),
                List.of(1, 2, 3),
                List.of(List.of("x", List.of(1)), Map.of("y", 1)),
                Arrays.asList(null, null),
                Map.of(),
                withNull,
                Map.of("lat", 1, "lon", 2),
                Map.of("lat", 1),
                Map.of("lat.x", 1, "lon", "2"),
                Map.of("gte", 1, "lt", "x"),
                Map.of("type", "Point", "coordinates", List.of(1, 2)),
                Map.of("a.b", Map.of("c", List.of(Map.of("d", 1)))),
                Map.of("", 1, " ", 2, ".", 3, "a.", 4, ".a", 5, "\0", 6));
    }

    private static Map<String, Object> nested(int levels) {
        Map<String, Object> inner = Map.of("x", "bottom");
        for (int i = 0; i < levels; i++) {
            inner = Map.of("n" + i % 3, inner);
        }
        return inner;
    }

    /** In portions of so many fields, so that the bound on the size of an alert leaves them in. */
    private void indexEach(Map<String, Object> source, int fields) {
        Map<String, Object> portion = new LinkedHashMap<>();
        source.forEach((field, value) -> {
            portion.put(field, value);
            if (portion.size() == fields) {
                index(alert(new LinkedHashMap<>(portion)));
                portion.clear();
            }
        });
        index(alert(portion));
    }

    private Alert alert(Map<String, Object> source) {
        return alert(Alerts.rule(Map.of()), source);
    }

    private Alert alert(CompiledRule rule, Map<String, Object> source) {
        return AlertBuilder.ofEvent(rule, Alerts.event("event-" + events++, source), Alerts.run(AlertRun.Mode.INLINE))
                .orElseThrow();
    }

    private void refresh() {
        client().admin().indices().prepareRefresh("signals-detect-*").get();
    }

    private void index(Alert alert) {
        client().index(new IndexRequest(alert.index())
                        .id(alert.id())
                        .opType(DocWriteRequest.OpType.CREATE)
                        .source(alert.source()))
                .actionGet();
    }
}
