package org.esdetect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;

class CommonFieldsTest {
    @Test
    void of_documents_isWhatAllAgreeOn() {
        Map<String, Object> one = Alerts.map(
                """
                {"host":{"id":"h","name":"a"},"tags":["x","y","z"],"event":{"category":["file"],"kind":"event"},"n":null}""");
        Map<String, Object> other = Alerts.map(
                """
                {"event":{"category":["process"],"kind":"event"},"host":{"id":"h","name":"b"},"tags":["z","x"],"n":null}""");
        assertThat(CommonFields.of(List.of(one, other)))
                .isEqualTo(Alerts.map(
                        """
                {"host":{"id":"h"},"tags":["x","z"],"event":{"kind":"event"}}"""));
    }

    @Test
    void of_valueAndList_shareTheValue() {
        assertThat(CommonFields.of(List.of(Map.of("a", List.of("x", "y")), Map.of("a", "y"))))
                .isEqualTo(Map.of("a", "y"));
    }

    @Test
    void of_objectAndValue_shareNothing() {
        assertThat(CommonFields.of(List.of(Map.of("a", Map.of("b", 1)), Map.of("a", 1))))
                .isEmpty();
    }

    @Property
    void of_documentWithItself_isTheDocument(@ForAll("documents") Map<String, Object> document) {
        Map<String, Object> common = CommonFields.of(List.of(document));
        assertThat(CommonFields.of(List.of(document, document))).isEqualTo(common);
        assertThat(CommonFields.of(List.of(common, document))).isEqualTo(common);
    }

    @Property
    void of_documents_orderDoesNotMatter(
            @ForAll("documents") Map<String, Object> one, @ForAll("documents") Map<String, Object> other) {
        assertThat(unordered(CommonFields.of(List.of(one, other))))
                .isEqualTo(unordered(CommonFields.of(List.of(other, one))));
    }

    @Property
    void of_documents_groupingDoesNotMatter(
            @ForAll("documents") Map<String, Object> a,
            @ForAll("documents") Map<String, Object> b,
            @ForAll("documents") Map<String, Object> c) {
        Map<String, Object> all = CommonFields.of(List.of(a, b, c));
        assertThat(CommonFields.of(List.of(CommonFields.of(List.of(a, b)), c))).isEqualTo(all);
        assertThat(unordered(CommonFields.of(List.of(a, CommonFields.of(List.of(b, c))))))
                .isEqualTo(unordered(all));
    }

    @Property
    void of_documents_holdsNothingThatOneLacks(
            @ForAll("documents") Map<String, Object> one, @ForAll("documents") Map<String, Object> other) {
        CommonFields.of(List.of(one, other)).keySet().forEach(name -> {
            assertThat(one).containsKey(name);
            assertThat(other).containsKey(name);
        });
    }

    @Provide
    Arbitrary<Map<String, Object>> documents() {
        Arbitrary<Object> scalar = Arbitraries.of(1, 2, "x", "y", true);
        Arbitrary<Object> list = scalar.list().ofMaxSize(3).map(items -> items);
        Arbitrary<Object> flat = Arbitraries.frequencyOf(Tuple.of(2, scalar), Tuple.of(1, list));
        Arbitrary<Object> object =
                Arbitraries.maps(Arbitraries.of("p", "q"), flat).ofMaxSize(2).map(map -> map);
        return Arbitraries.maps(Arbitraries.of("a", "b", "c"), Arbitraries.oneOf(flat, object))
                .ofMaxSize(3);
    }

    /** Lists as sets: their order follows the first document. */
    private static Object unordered(Object value) {
        if (value instanceof Map<?, ?> object) {
            Map<Object, Object> copy = new LinkedHashMap<>();
            object.forEach((name, member) -> copy.put(name, unordered(member)));
            return copy;
        }
        return value instanceof List<?> items ? Set.copyOf(items) : value;
    }
}
