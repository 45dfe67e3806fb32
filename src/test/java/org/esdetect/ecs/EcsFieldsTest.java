package org.esdetect.ecs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EcsFieldsTest {
    @ParameterizedTest
    @CsvSource({
        "@timestamp, DATE, false",
        "message, TEXT, false",
        "tags, KEYWORD, true",
        "labels, OBJECT, false",
        "event.category, KEYWORD, true",
        "event.sequence, LONG, false",
        "process.pid, LONG, false",
        "process.command_line, WILDCARD, false",
        "process.parent.code_signature.trusted, BOOLEAN, false",
        "process.entry_leader.start, DATE, false",
        "host.ip, IP, true",
        "host.cpu.usage, SCALED_FLOAT, false",
        "source.geo.location, GEO_POINT, false",
        "data_stream.dataset, CONSTANT_KEYWORD, false",
        "file.elf.sections, NESTED, true",
        "file.pe.go_imports, FLATTENED, false",
        "registry.data.strings, WILDCARD, true",
        // beyond ECS
        "process.Ext.ancestry, KEYWORD, true",
        "process.Ext.token.integrity_level_name, KEYWORD, false",
        "process.Ext.relative_file_creation_time, DOUBLE, false",
        "process.thread.Ext.start_address, UNSIGNED_LONG, false",
        "file.Ext.header_bytes, KEYWORD, false",
        "dll.Ext.load_index, UNSIGNED_LONG, false",
        "Target.process.name, KEYWORD, false",
        "winlog.event_data.TargetUserSid, KEYWORD, false",
        "winlog.process.pid, LONG, false",
        "powershell.file.script_block_text, TEXT, false"
    })
    void type_field_isThis(String path, EcsType type, boolean many) {
        assertThat(EcsFields.type(path)).contains(type);
        assertThat(EcsFields.all())
                .extractingByKey(path)
                .extracting(EcsField::many)
                .isEqualTo(many);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "process", "process.", "process.nmae", "process.name.text", "PROCESS.NAME", "host.os"})
    void type_noField_isEmpty(String path) {
        assertThat(EcsFields.type(path)).isEmpty();
    }

    @Test
    void all_table_isWholeSortedAndFixed() {
        assertThat(EcsFields.all()).hasSizeGreaterThan(2000);
        assertThat(List.copyOf(EcsFields.all().keySet())).isSorted();
        assertThatThrownBy(() -> EcsFields.all().clear()).isInstanceOf(UnsupportedOperationException.class);
        assertThat(EcsFields.version()).matches("8\\.\\d+\\.\\d+");
    }

    @Test
    void isParent_objectsOnTheWay_are() {
        assertThat(EcsFields.table().isParent("process")).isTrue();
        assertThat(EcsFields.table().isParent("process.Ext")).isTrue();
        assertThat(EcsFields.table().isParent("file.elf.sections")).isTrue();
        assertThat(EcsFields.table().isParent("process.name")).isFalse();
        assertThat(EcsFields.table().isParent("labels")).isFalse();
    }

    @Test
    void alertFields_hold_eventFieldsToo() {
        assertThat(AlertFields.table().type("process.name")).contains(EcsType.KEYWORD);
        assertThat(AlertFields.table().type("kibana.alert.rule.parameters")).contains(EcsType.FLATTENED);
        assertThat(EcsFields.type("kibana.alert.uuid")).isEmpty();
    }

    @Test
    void plus_contradictingTable_isRefused() {
        assertThatThrownBy(() -> FieldTable.load("contradicting-fields.tsv").plus(EcsFields.table()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("[process.name]");
    }

    @Test
    void properties_types_areThoseOfTheBareDistribution() {
        Map<String, Object> properties = Mappings.properties(AlertFields.table());
        assertNoTypeOf(properties, "wildcard");
        assertNoTypeOf(properties, "constant_keyword");
        assertNoTypeOf(properties, "match_only_text");
        assertNoTypeOf(properties, "scaled_float");
        assertNoTypeOf(properties, "unsigned_long");
        assertNoTypeOf(properties, "version");
    }

    @Test
    void properties_keywords_haveALimitOrAreNotIndexed() {
        assertLimited(Mappings.properties(AlertFields.table()));
    }

    @Test
    void templates_samePatternsAndVersion_areEqual() {
        assertThat(Templates.signals(1)).isEqualTo(Templates.signals(1)).containsEntry("version", 1);
        assertThat(Templates.endpoint(7)).containsEntry("version", 7);
        assertThat(Templates.runs(7)).isNotEqualTo(Templates.runs(8));
    }

    private static void assertNoTypeOf(Map<?, ?> properties, String type) {
        assertThat(properties.toString().toLowerCase(Locale.ROOT))
                .doesNotContain("type=" + type + ",", "type=" + type + "}");
    }

    private static void assertLimited(Map<?, ?> node) {
        if ("keyword".equals(node.get("type"))) {
            assertThat(node.containsKey("ignore_above") || Boolean.FALSE.equals(node.get("index")))
                    .isTrue();
        }
        node.values().forEach(child -> {
            if (child instanceof Map<?, ?> object) {
                assertLimited(object);
            }
        });
    }
}
