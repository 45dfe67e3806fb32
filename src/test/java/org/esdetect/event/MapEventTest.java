package org.esdetect.event;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class MapEventTest {

    @Test
    void values_nestedAndDottedKeys_areOneField() {
        assertThat(values(Map.of("a", Map.of("b", Map.of("c", 1))), "a.b.c")).containsExactly(1);
        assertThat(values(Map.of("a", Map.of("b.c", 1)), "a.b.c")).containsExactly(1);
        assertThat(values(Map.of("a.b", Map.of("c", 1)), "a.b.c")).containsExactly(1);
        assertThat(values(Map.of("a.b.c", 1), "a.b.c")).containsExactly(1);
    }

    @Test
    void values_severalWaysAtOnce_areAllRead() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("a", Map.of("b", Map.of("c", 1), "b.c", 2));
        document.put("a.b", Map.of("c", 3));
        document.put("a.b.c", List.of(4, 5));

        assertThat(values(document, "a.b.c")).containsExactlyInAnyOrder(1, 2, 3, 4, 5);
    }

    @Test
    void values_deepDottedKeysBesideObjects_areAllRead() {
        Map<String, Object> document = Map.of("a", Map.of("b", Map.of("x", 1), "b.c", Map.of("d", 2), "b.c.d", 3));

        assertThat(values(document, "a.b.c.d")).containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void values_arrayOfObjects_losesItsPairing() {
        Map<String, Object> document =
                Map.of("x", List.of(Map.of("p", 1, "q", 2), Map.of("p", List.of(3, 4)), "text", Map.of("q", 5)));

        assertThat(values(document, "x.p")).containsExactly(1, 3, 4);
        assertThat(values(document, "x.q")).containsExactly(2, 5);
        assertThat(values(document, "x")).containsExactly("text");
    }

    @Test
    void values_arraysOfArrays_areFlat() {
        List<Object> deep = List.of("a", List.of("b", List.of("c")), List.of());

        assertThat(values(Map.of("x", deep), "x")).containsExactly("a", "b", "c");
        assertThat(values(Map.of("x", List.of(List.of(Map.of("y", deep)))), "x.y"))
                .containsExactly("a", "b", "c");
    }

    @Test
    void values_nothingThere_isMissing() {
        Map<String, Object> document = new LinkedHashMap<>();
        document.put("null", null);
        document.put("nulls", Arrays.asList(null, Collections.singletonList(null)));
        document.put("empty", List.of());
        document.put("object", Map.of("x", Map.of()));

        for (String path :
                List.of("null", "nulls", "empty", "object", "object.x", "object.x.y", "absent", "null.x", "a.b")) {
            assertThat(values(document, path)).as(path).isEmpty();
        }
    }

    @Test
    void values_emptyStringZeroAndFalse_areValues() {
        assertThat(values(Map.of("x", List.of("", 0, false)), "x")).containsExactly("", 0, false);
    }

    @Test
    void values_scalarOnTheWay_isNotAnObject() {
        assertThat(values(Map.of("a", "x"), "a.b")).isEmpty();
        assertThat(values(Map.of("a", "x", "a.b", "y"), "a.b")).containsExactly("y");
    }

    @Test
    void values_whatProcessorsPutIn_isText() {
        ZonedDateTime time = ZonedDateTime.of(2024, 5, 1, 12, 0, 0, 0, ZoneOffset.UTC);

        assertThat(values(Map.of("x", time), "x")).containsExactly("2024-05-01T12:00:00Z");
        assertThat(values(Map.of("x", Date.from(time.toInstant())), "x")).containsExactly("2024-05-01T12:00:00Z");
        assertThat(values(Map.of("x", new byte[] {1, 2, 3}), "x")).containsExactly("AQID");
        assertThat(values(Map.of("x", 'c'), "x")).containsExactly("c");
    }

    @Test
    void values_askedTwice_areTheSameList() {
        MapEvent event = new MapEvent(Map.of("x", List.of(1, 2)));

        assertThat(event.values("x")).isSameAs(event.values("x"));
    }

    /** However the keys of one and the same document are split into objects and dots, a path holds the same values. */
    @Property
    void values_anySplitOfTheKeys_areTheSame(@ForAll("splits") List<Integer> splits) {
        List<Object> expected = List.of("v1", "v2");
        Map<String, Object> document = new LinkedHashMap<>();
        put(document, List.of("a", "b", "c", "d"), splits, 0, new ArrayList<>(expected));

        assertThat(values(document, "a.b.c.d")).isEqualTo(expected);
        assertThat(values(document, "a.b.c")).isEmpty();
        assertThat(values(document, "a.b.c.d.e")).isEmpty();
    }

    @Provide
    Arbitrary<List<Integer>> splits() {
        return Arbitraries.integers().between(1, 4).list().ofSize(4);
    }

    private static void put(
            Map<String, Object> object, List<String> parts, List<Integer> splits, int depth, Object value) {
        int taken = Math.min(splits.get(depth), parts.size());
        String key = String.join(".", parts.subList(0, taken));
        List<String> rest = parts.subList(taken, parts.size());
        if (rest.isEmpty()) {
            object.put(key, value);
            return;
        }
        Map<String, Object> inner = new LinkedHashMap<>();
        put(inner, rest, splits, depth + 1, value);
        object.put(key, inner);
    }

    private static List<Object> values(Map<String, Object> document, String path) {
        return new MapEvent(document).values(path);
    }
}
