package org.esdetect.es.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Chars;
import net.jqwik.api.constraints.StringLength;
import org.elasticsearch.common.bytes.BytesArray;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.common.bytes.CompositeBytesReference;
import org.elasticsearch.xcontent.XContentBuilder;
import org.elasticsearch.xcontent.XContentType;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TagSearchTest {
    @ParameterizedTest
    @EnumSource(XContentType.class)
    void mayBeTagged_inEveryFormat(XContentType type) throws IOException {
        assertThat(search(type, Map.of("detect", Map.of("rule_ids", List.of("a")))))
                .isTrue();
        assertThat(search(type, Map.of("detect", Map.of("deferred", List.of("error"), "at", "x"))))
                .isTrue();
        assertThat(search(type, Map.of("detect.rule_ids", "a", "a", Map.of("detect", 1))))
                .isTrue();
        assertThat(search(type, Map.of("message", "a threat was detected", "rule", Map.of("id", 1))))
                .isFalse();
        assertThat(search(type, Map.of("rule_ids", List.of("a"), "deferred", 1)))
                .isFalse();
        assertThat(search(type, Map.of())).isFalse();
    }

    /** Letters of the words only, so that near misses are common. */
    @Property
    void mayBeTagged_isPlainSearch(
            @ForAll @Chars({'d', 'e', 't', 'c', '_', 'r', 'u', 'l', 'i', 's', 'f'}) @StringLength(max = 12)
                    String before,
            @ForAll boolean tag,
            @ForAll @Chars({'d', 'e', 't', 'c', 'r'}) @StringLength(max = 12) String between,
            @ForAll boolean ids,
            @ForAll @Chars({'d', 'e', 'f', 'r', 'u', 'l', '_', 'i', 's'}) @StringLength(max = 12) String after) {
        String text = before + (tag ? "detect" : "") + between + (ids ? "rule_ids" : "") + after;
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        boolean expected = text.contains("detect") && (text.contains("rule_ids") || text.contains("deferred"));
        assertThat(TagSearch.mayBeTagged(new BytesArray(bytes))).isEqualTo(expected);
        BytesReference slice = new BytesArray(
                        ("detectrule_ids" + text + "detectrule_ids").getBytes(StandardCharsets.UTF_8))
                .slice(14, bytes.length);
        assertThat(TagSearch.mayBeTagged(slice)).isEqualTo(expected);
        int middle = bytes.length / 2;
        BytesReference pages = CompositeBytesReference.of(
                new BytesArray(bytes, 0, middle), new BytesArray(bytes, middle, bytes.length - middle));
        assertThat(TagSearch.mayBeTagged(pages)).isEqualTo(expected);
    }

    private static boolean search(XContentType type, Map<String, Object> document) throws IOException {
        try (XContentBuilder builder = XContentBuilder.builder(type.xContent())) {
            return TagSearch.mayBeTagged(BytesReference.bytes(builder.map(document)));
        }
    }
}
