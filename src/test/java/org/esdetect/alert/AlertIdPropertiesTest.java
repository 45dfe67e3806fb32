package org.esdetect.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

class AlertIdPropertiesTest {
    @Property
    void ids_ofEqualInput_areEqual(@ForAll("texts") String rule, @ForAll("keys") List<String> keys) {
        assertThat(AlertId.ofSequence(rule, keys(keys)))
                .isEqualTo(AlertId.ofSequence(rule, keys(new ArrayList<>(keys))))
                .matches("[A-Za-z0-9_-]{43}");
    }

    @Property
    void ids_ofDifferentRulesOrKeys_differ(
            @ForAll("texts") String rule,
            @ForAll("keys") List<String> keys,
            @ForAll("texts") String otherRule,
            @ForAll("keys") List<String> otherKeys) {
        boolean same = rule.equals(otherRule) && keys.equals(otherKeys);
        assertThat(AlertId.ofSequence(rule, keys(keys)).equals(AlertId.ofSequence(otherRule, keys(otherKeys))))
                .isEqualTo(same);
    }

    /** Alphabets in which joined texts would be taken for one another, unpaired surrogates among them. */
    @Property
    void ids_ofTextsCutAtAnotherPlace_differ(
            @ForAll("texts") String rule, @ForAll("texts") String text, @ForAll @IntRange(max = 20) int cut) {
        int place = Math.min(cut, text.length());
        List<String> parts = List.of(text.substring(0, place), text.substring(place));
        assertThat(AlertId.ofSequence(rule, keys(parts))).isNotEqualTo(AlertId.ofSequence(rule, keys(List.of(text))));
    }

    @Property
    void ids_ofEventParentAndBlocks_differ(@ForAll("texts") String rule, @ForAll("keys") List<String> keys) {
        List<EventKey> eventKeys = keys(keys);
        List<String> ids = new ArrayList<>();
        ids.add(AlertId.ofEvent(rule, eventKeys.get(0)));
        ids.add(AlertId.ofSequence(rule, eventKeys));
        for (int i = 0; i < keys.size(); i++) {
            ids.add(AlertId.ofBuildingBlock(rule, eventKeys, i));
        }
        assertThat(ids).doesNotHaveDuplicates();
    }

    @Provide
    Arbitrary<String> texts() {
        return Arbitraries.strings()
                .withChars('a', ':', '1', '|', '?', '\0', '\ud800', '\udc00', '\u0131')
                .ofMaxLength(6);
    }

    @Provide
    Arbitrary<List<String>> keys() {
        return texts().list().ofMinSize(1).ofMaxSize(4);
    }

    private static List<EventKey> keys(List<String> texts) {
        return texts.stream().map(EventKey::new).toList();
    }
}
