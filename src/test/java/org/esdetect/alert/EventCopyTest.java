package org.esdetect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EventCopyTest {
    private static final long ENOUGH = 256 * 1024;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // dotted keys are written out, and what meets is joined
                "{'a.b':1,'a':{'c':2}}|{'a':{'b':1,'c':2}}",
                "{'a':{'b.c':1},'a.b':{'d':2}}|{'a':{'b':{'c':1,'d':2}}}",
                "{'tags':'x','tags':['y']}|{'tags':['y']}",
                "{'host.name':'x','host':{'name':['y']}}|{'host':{'name':['x','y']}}",
                // rule 1
                "{'kibana':{'alert':{'uuid':'x'}},'kibana.version':'1','signal':1,'threshold_result':{},'m':1}|{'m':1}",
                // the tag of the source is not the alert's
                "{'detect':{'rule_ids':['x'],'at':'2026'},'detect.deferred':['y'],'m':1}|{'m':1}",
                // null contradicts nothing
                "{'process':null,'host':{'ip':[null]}}|{'process':null,'host':{'ip':[null]}}",
                // what no table knows is copied as it is
                "{'x':{'y':[1,{'z':[[2]]}]}}|{'x':{'y':[1,{'z':[[2]]}]}}",
                // numbers and points as text
                "{'process':{'pid':'12'},'host':{'geo':{'location':'52.1, 13.4'}}}"
                        + "|{'process':{'pid':'12'},'host':{'geo':{'location':'52.1, 13.4'}}}",
                "{'host':{'geo':{'location':[13.4,52.1]}}}|{'host':{'geo':{'location':[13.4,52.1]}}}",
                "{'source.geo.location':{'lat':1,'lon':2}}|{'source':{'geo':{'location':{'lat':1,'lon':2}}}}",
                "{'process':[{'name':'a'},{'pid':1}]}|{'process':[{'name':'a'},{'pid':1}]}",
                "{'labels':{'a':{'b':1}}}|{'labels':{'a':{'b':1}}}"
            })
    void of_source_keepsThis(String source, String expected) {
        EventCopy copy = copy(json(source));
        assertThat(copy.fields()).isEqualTo(json(expected));
        assertThat(copy.dropped().paths()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                // an object, where a value is expected
                "{'process':{'name':{'x':1},'pid':1}}|{'process':{'pid':1}}|process.name",
                "{'process.name.x':1}|{'process':{}}|process.name",
                "{'process.name':'a','process.name.x':1}|{'process':{'name':['a']}}|process.name",
                // a value, where an object is expected
                "{'process':'cmd.exe'}|{}|process",
                "{'process':['cmd.exe',{'pid':1}]}|{'process':[{'pid':1}]}|process",
                "{'labels':'x'}|{}|labels",
                "{'file':{'elf':{'sections':'x'}}}|{'file':{'elf':{}}}|file.elf.sections",
                // text in a field of another type; in a list only the bad items go
                "{'process':{'pid':['1','x',2]}}|{'process':{'pid':['1',2]}}|process.pid",
                "{'process':{'pid':1e30}}|{'process':{}}|process.pid",
                "{'process':{'start':'soon'}}|{'process':{}}|process.start",
                "{'host':{'ip':['10.0.0.1','::1','10.0.0.300','10.0.0.0/8','fe80::1%4']}}"
                        + "|{'host':{'ip':['10.0.0.1','::1']}}|host.ip",
                "{'process':{'interactive':['true',false,1,'yes']}}|{'process':{'interactive':['true',false]}}|process.interactive",
                "{'event':{'risk_score':1e60}}|{'event':{}}|event.risk_score",
                "{'host':{'geo':{'location':{'lat':91,'lon':0}}}}|{'host':{'geo':{}}}|host.geo.location",
                "{'host':{'geo':{'location':'x'}}}|{'host':{'geo':{}}}|host.geo.location",
                "{'host':{'geo':{'location':{'lat':1,'lon':0,'x':2}}}}|{'host':{'geo':{}}}|host.geo.location",
                // names that Elasticsearch refuses or keeps to itself
                "{'':1,'m':1}|{'m':1}|(no name)",
                "{'a..b':1,'m':1}|{'m':1}|a..b",
                "{'.a':1,'m':1}|{'m':1}|.a",
                "{'a':{' .b':1},'m':1}|{'a':{},'m':1}|a. .b",
                "{'_id':'x','_source.y':1,'_doc_count':'x','m':1}|{'m':1}|_id,_source,_doc_count"
            })
    void of_contradiction_isDroppedAndReported(String source, String expected, String dropped) {
        EventCopy copy = copy(json(source));
        assertThat(copy.fields()).isEqualTo(json(expected));
        assertThat(String.join(",", copy.dropped().paths())).isEqualTo(dropped.replace("(no name)", ""));
    }

    @Test
    void of_thousandLevels_keepsThoseThatElasticsearchTakes() {
        Map<String, Object> deep = new LinkedHashMap<>();
        List<Object> lists = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            deep = new LinkedHashMap<>(Map.of("x", deep));
            lists = new ArrayList<>(List.of(lists));
        }
        EventCopy copy = copy(Map.of("deep", deep, "lists", lists, "x.".repeat(200) + "y", 1, "m", 1));
        assertThat(depth(copy.fields())).isLessThanOrEqualTo(NestedSource.DEEPEST + 1);
        assertThat(copy.fields()).containsEntry("m", 1);
        assertThat(copy.dropped().paths()).hasSize(3);
    }

    @Test
    void of_longName_isDropped() {
        EventCopy copy = copy(Map.of("n".repeat(NestedSource.LONGEST_NAME + 1), 1));
        assertThat(copy.fields()).isEmpty();
        assertThat(copy.dropped().paths()).singleElement().asString().endsWith("...");
    }

    @Test
    void of_moreNestedObjectsThanLuceneTakes_keepsTheFirst() {
        List<Object> sections = new ArrayList<>();
        for (int i = 0; i < 20_000; i++) {
            sections.add(Map.of("name", "s"));
        }
        EventCopy copy = copy(Map.of("file", Map.of("elf", Map.of("sections", sections))));
        assertThat(SourcePath.nodes(copy.fields(), "file.elf.sections")).hasSize(TypedCopy.MOST_NESTED_OBJECTS);
        assertThat(copy.dropped().paths()).containsExactly("file.elf.sections");
    }

    @Test
    void of_unpairedSurrogate_isReplaced() {
        EventCopy copy = copy(Map.of("message", "a\ud800b\ud83d\ude00\udc00", "k\ud800", 1));
        assertThat(copy.fields())
                .containsEntry("message", "a\ufffdb\ud83d\ude00\ufffd")
                .containsEntry("k\ufffd", 1);
    }

    @Test
    void of_tooLarge_losesItsLargestValuesWhole() {
        List<Object> manyArguments = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            manyArguments.add("argument " + i);
        }
        Map<String, Object> source = Map.of(
                "message", "m".repeat(100_000),
                "process", Map.of("args", manyArguments, "command_line", "c".repeat(90_000), "name", "cmd.exe"));
        EventCopy copy = EventCopy.of(Alerts.event("1", source), 100_000);
        assertThat(copy.dropped().paths()).containsExactly("process.args", "message");
        assertThat(SourcePath.firstText(copy.fields(), "process.command_line"))
                .hasValueSatisfying(text -> assertThat(text).hasSize(90_000));
        assertThat(SizeBound.bytes(copy.fields())).isLessThanOrEqualTo(100_000);
    }

    @Test
    void of_tooManySmallFields_fitsAtLast() {
        Map<String, Object> source = new LinkedHashMap<>();
        for (int i = 0; i < 10_000; i++) {
            source.put("f" + i, Map.of("value", i));
        }
        EventCopy copy = EventCopy.of(Alerts.event("1", source), 50_000);
        assertThat(SizeBound.bytes(copy.fields())).isLessThanOrEqualTo(50_000).isGreaterThan(10_000);
        assertThat(copy.dropped().paths()).hasSize(101).endsWith("...");
    }

    @Test
    void of_withinTheSize_isWhole() {
        assertThat(copy(Map.of("message", "m".repeat(100_000))).dropped().paths())
                .isEmpty();
    }

    private static EventCopy copy(Map<String, Object> source) {
        return EventCopy.of(Alerts.event("1", source), ENOUGH);
    }

    private static Map<String, Object> json(String text) {
        return Alerts.map(text.replace('\'', '"'));
    }

    private static int depth(Object value) {
        if (value instanceof Map<?, ?> object) {
            return 1
                    + object.values().stream()
                            .mapToInt(EventCopyTest::depth)
                            .max()
                            .orElse(0);
        }
        return value instanceof List<?> items
                ? 1 + items.stream().mapToInt(EventCopyTest::depth).max().orElse(0)
                : 0;
    }
}
