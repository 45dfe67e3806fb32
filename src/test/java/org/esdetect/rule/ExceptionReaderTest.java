package org.esdetect.rule;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.text.Problem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExceptionReaderTest {
    private static final String ENTRY =
            "{\"field\":\"process.name\",\"operator\":\"included\",\"type\":\"match\",\"value\":\"a.exe\"}";

    @Test
    void readItem_asKibanaExportsIt_isReadWhole() {
        ReadException<ExceptionItem> read = ExceptionReader.readItem(
                "item",
                """
                {"_version":"WzEsMV0=","comments":[],"created_at":"2025-01-01T00:00:00.000Z","created_by":"elastic",
                 "description":"d","entries":[
                  {"field":"process.name","operator":"included","type":"match","value":"a.exe"},
                  {"field":"user.name","operator":"excluded","type":"match_any","value":["x","y"]},
                  {"field":"file.path","operator":"included","type":"wildcard","value":"C:\\\\\\\\Temp\\\\\\\\*"},
                  {"field":"host.name","operator":"excluded","type":"exists"},
                  {"field":"process.Ext.code_signature","type":"nested","entries":[
                    {"field":"trusted","operator":"included","type":"match","value":"true"}]}],
                 "expire_time":"2026-12-01T00:00:00.000Z","id":"u","item_id":"i-1","list_id":"l-1","name":"n",
                 "namespace_type":"single","os_types":["windows"],"tags":["t"],"tie_breaker_id":"b","type":"simple",
                 "updated_at":"2025-01-01T00:00:00.000Z","updated_by":"elastic"}""",
                ReadLimits.DEFAULT);

        assertThat(read.renderedProblems()).isEmpty();
        ExceptionItem item = read.value().orElseThrow();
        assertThat(item.id()).isEqualTo("i-1");
        assertThat(item.listId()).isEqualTo("l-1");
        assertThat(item.expires()).contains(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(item.entries())
                .containsExactly(
                        new ExceptionEntry.Match("process.name", List.of("a.exe"), false),
                        new ExceptionEntry.Match("user.name", List.of("x", "y"), true),
                        new ExceptionEntry.Wildcard("file.path", "C:\\\\Temp\\\\*", false),
                        new ExceptionEntry.Exists("host.name", true),
                        new ExceptionEntry.Nested(
                                "process.Ext.code_signature",
                                List.of(new ExceptionEntry.Match("trusted", List.of("true"), false))));
        assertThat(ExceptionDocument.forKibana(item)).containsEntry("tie_breaker_id", "b");
        assertThat(ExceptionDocument.forKibana(item)).doesNotContainKey("eql");
    }

    /** A quote in the JSON is written as an apostrophe. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'entries':[] | field [entries] is empty, expected one or more entries, or a condition in [eql]",
                "'x':1 | field [entries] is missing, expected one or more entries, or a condition in [eql]",
                "'entries':{} | field [entries] is [{}], an object; expected an array of objects",
                "'entries':[5] | field [entries[0]] is [5], a number; expected an object",
                "'entries':[{'type':'match','operator':'included','value':'a'}] | field [entries[0].field] is missing, expected the name of a field of the event such as [process.executable]",
                "'entries':[{'field':'a','operator':'included','value':'a'}] | field [entries[0].type] is missing, expected one of [exists, list, match, match_any, nested, wildcard]",
                "'entries':[{'field':'a','type':'macth','operator':'included','value':'a'}] | field [entries[0].type] is [macth], expected one of [exists, list, match, match_any, nested, wildcard], did you mean [match]?",
                "'entries':[{'field':'a','type':'match','value':'a'}] | field [entries[0].operator] is missing, expected one of [excluded, included]",
                "'entries':[{'field':'a','type':'match','operator':'include','value':'a'}] | field [entries[0].operator] is [include], expected one of [excluded, included], did you mean [included]?",
                "'entries':[{'field':'a','type':'match','operator':'included','value':443}] | field [entries[0].value] is [443], a number; expected a string",
                "'entries':[{'field':'a','type':'match','operator':'included','value':''}] | field [entries[0].value] is empty, expected a string",
                "'entries':[{'field':'a','type':'match_any','operator':'included','value':[]}] | field [entries[0].value] is empty, expected an array of one or more strings",
                "'entries':[{'field':'a','type':'match_any','operator':'included','value':'a'}] | field [entries[0].value] is [a], a string; expected an array of strings",
                "'entries':[{'field':'a','type':'nested','entries':[]}] | field [entries[0].entries] is empty, expected what must hold inside one object at [a]",
                "'entries':[{'field':'a','type':'nested','entries':[{'field':'b','type':'wildcard','operator':'included','value':'*'}]}] | field [entries[0].entries[0].type] is [wildcard], expected one of [exists, match, match_any] inside [nested]; put it beside, or use [eql]",
                "'entries':[{'field':'a','type':'list','operator':'included'}] | field [entries[0].list] is missing, expected the id and type of a value list",
                "'eql':'a == 1','entries':[{'field':'a','type':'exists','operator':'included'}] | field [eql] stands beside [entries], expected one of the two: all entries can be written into the EQL",
                "'eql':' ' | field [eql] is empty, expected a condition such as [process.name == \"backup.exe\"]",
                "'eql':'a == 1','expire_time':'tomorrow' | field [expire_time] is [tomorrow], expected a time such as [2027-01-31T00:00:00Z]",
                "'eql':'a == 1','step':0 | field [step] is [0], a number; expected a whole number from [1] to [255]",
                "'eql':'a == 1','case_insensitive':'yes' | field [case_insensitive] is [yes], a string; expected true or false",
                "'eql':'a == 1','os_types':['linux','beos'] | field [os_types] holds [beos], expected some of [linux, macos, windows], or none for all",
                "'eql':'a == 1','namespace_type':'all' | field [namespace_type] is [all], expected one of [agnostic, single]",
                "'eql':'a == 1','list_id':'a/b' | field [list_id] is [a/b], expected at most [256] characters, none of them [/] or a control character, the first not [_]",
            })
    void readItem_whatIsWrong_isSaidWithPlaceAndCure(String fields, String message) {
        String lists = fields.contains("'list_id'") ? "" : ",'list_id':'l'";
        String json = ("{'item_id':'i'" + lists + "," + fields + "}").replace('\'', '"');
        ReadException<ExceptionItem> read = ExceptionReader.readItem("item", json, ReadLimits.DEFAULT);

        assertThat(read.value()).isEmpty();
        assertThat(read.id()).contains("i");
        assertThat(read.problems())
                .filteredOn(problem -> problem.severity() == Problem.Severity.ERROR)
                .extracting(Problem::message)
                .containsExactly(message);
    }

    @Test
    void readItem_problem_pointsIntoTheText() {
        String json =
                "{\n \"item_id\": \"i\", \"list_id\": \"l\",\n \"entries\": [{\"field\": \"a\", \"type\": \"mach\"}]}";

        assertThat(ExceptionReader.readItem("item", json, ReadLimits.DEFAULT).renderedProblems())
                .singleElement()
                .asString()
                .startsWith("item:3:29: field [entries[0].type] is [mach]");
    }

    @Test
    void readItem_noJson_orTooMuch_isOneProblem() {
        assertThat(ExceptionReader.readItem("item", "{\"item_id\":", ReadLimits.DEFAULT)
                        .problems())
                .extracting(Problem::code)
                .containsExactly(Problem.Code.SYNTAX);
        assertThat(ExceptionReader.readItem("item", "null", ReadLimits.DEFAULT).value())
                .isEmpty();
        assertThat(ExceptionReader.readItem("item", "{\"a\":\"" + "x".repeat(300_000) + "\"}", ReadLimits.DEFAULT)
                        .problems())
                .extracting(Problem::code)
                .containsExactly(Problem.Code.TOO_LARGE);
        assertThat(ExceptionReader.readItem("item", "[".repeat(2_000), ReadLimits.DEFAULT)
                        .value())
                .isEmpty();
    }

    /** Whatever stands at whichever place: problems, never an exception; what is accepted can be read again. */
    @Test
    void readItem_anyValueAtAnyPlace_isReadOrRefused() {
        List<Object> values = new ArrayList<>(List.of(
                5, -1.5, true, "", "x", "match", "nested", List.of(), List.of(1, "a"), Map.of(), Map.of("id", 1)));
        values.add(null);
        int accepted = 0;
        for (String field : ExceptionDocument.KIBANA_ITEM) {
            for (Object value : values) {
                accepted += isAccepted(with(ITEM, field, value)) ? 1 : 0;
            }
        }
        for (String field : List.of("field", "type", "operator", "value", "list", "entries")) {
            for (Object value : values) {
                for (String type : List.of("match", "match_any", "wildcard", "exists", "list", "nested")) {
                    Map<String, Object> entry = with(with(ENTRY_FIELDS, "type", type), field, value);
                    accepted += isAccepted(with(ITEM, "entries", List.of(entry))) ? 1 : 0;
                    accepted += isAccepted(with(
                                    ITEM,
                                    "entries",
                                    List.of(Map.of("field", "n", "type", "nested", "entries", List.of(entry)))))
                            ? 1
                            : 0;
                }
            }
        }
        assertThat(accepted).isBetween(100, 900);
    }

    private static final Map<String, Object> ENTRY_FIELDS =
            Map.of("field", "a", "operator", "included", "type", "match", "value", "x");
    private static final Map<String, Object> ITEM =
            Map.of("item_id", "i", "list_id", "l", "entries", List.of(ENTRY_FIELDS));

    private static Map<String, Object> with(Map<String, Object> fields, String name, Object value) {
        Map<String, Object> changed = new HashMap<>(fields);
        changed.put(name, value);
        return changed;
    }

    private static boolean isAccepted(Map<String, Object> fields) {
        ReadException<ExceptionItem> read = ExceptionReader.readItem("item", fields, ReadLimits.DEFAULT);
        assertThat(read.value().isPresent() || !read.problems().isEmpty()).isTrue();
        read.value().ifPresent(item -> {
            String json = ExceptionDocument.toJson(item.document());
            assertThat(ExceptionDocument.item(ExceptionDocument.fromJson(json))).isEqualTo(item);
        });
        return read.value().isPresent();
    }

    @Test
    void readItem_unknownField_isKept_andTravelsInMeta() {
        ReadException<ExceptionItem> read = ExceptionReader.readItem(
                "item",
                "{\"item_id\":\"i\",\"list_id\":\"l\",\"eql\":\"a == 1\",\"step\":2,\"reson\":\"noise\",\"meta\":{\"k\":1}}",
                ReadLimits.DEFAULT);

        assertThat(read.problems()).extracting(Problem::code).containsExactly(Problem.Code.UNKNOWN_FIELD);
        ExceptionItem item = read.value().orElseThrow();
        Map<String, Object> exported = ExceptionDocument.forKibana(item);
        assertThat(exported.keySet()).isSubsetOf(ExceptionDocument.KIBANA_ITEM);
        assertThat((List<?>) exported.get("entries")).isNotEmpty();
        ExceptionItem again = ExceptionReader.readItem("again", exported, ReadLimits.DEFAULT)
                .value()
                .orElseThrow();
        assertThat(again.eql()).contains("a == 1");
        assertThat(again.step()).contains(2);
        assertThat(again.entries()).isEmpty();
        assertThat(again.document()).containsEntry("reson", "noise").containsEntry("meta", Map.of("k", 1));
        assertThat(ExceptionDocument.forKibana(again)).isEqualTo(exported);
    }

    @Test
    void readItem_valueList_isKeptWithAWarning() {
        ReadException<ExceptionItem> read = ExceptionReader.readItem(
                "item",
                "{\"item_id\":\"i\",\"list_id\":\"l\",\"entries\":[{\"field\":\"source.ip\",\"operator\":\"included\","
                        + "\"type\":\"list\",\"list\":{\"id\":\"bad-ips\",\"type\":\"ip\"}}]}",
                ReadLimits.DEFAULT);

        assertThat(read.value()).isPresent();
        assertThat(read.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.code()).isEqualTo(Problem.Code.UNSUPPORTED);
            assertThat(problem.message()).contains("value list [bad-ips]").contains("[match_any]");
        });
    }

    @Test
    void readItem_whatTheRequestSays_mustNotBeContradicted() {
        String json = "{\"item_id\":\"other\",\"list_id\":\"l\",\"entries\":[" + ENTRY + "]}";

        assertThat(ExceptionReader.readItem("item", json, Map.of("item_id", "i"), ReadLimits.DEFAULT)
                        .problems())
                .extracting(Problem::message)
                .containsExactly("field [item_id] is [other], but the request is about [i]; leave the field out");
    }

    @Test
    void readList_asKibanaExportsIt_isReadAndWritten() {
        ReadException<ExceptionList> read = ExceptionReader.readList(
                "list",
                """
                {"_version":"W","created_at":"2025-01-01T00:00:00.000Z","created_by":"elastic","description":"d","id":"u",
                 "immutable":false,"list_id":"l-1","name":"n","namespace_type":"agnostic","os_types":[],"tags":[],
                 "tie_breaker_id":"b","type":"rule_default","updated_at":"2025-01-01T00:00:00.000Z",
                 "updated_by":"elastic","version":1,"rule_ids":["r-1"]}""",
                Map.of(),
                ReadLimits.DEFAULT);

        assertThat(read.problems()).isEmpty();
        ExceptionList list = read.value().orElseThrow();
        assertThat(list.ruleIds()).containsExactly("r-1");
        assertThat(ExceptionReader.readList("again", ExceptionDocument.forKibana(list), ReadLimits.DEFAULT)
                        .value())
                .contains(list);
    }
}
