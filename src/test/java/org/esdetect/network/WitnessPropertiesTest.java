package org.esdetect.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;

/** No text is overlooked, whatever its length and place, also beyond ASCII and beyond Latin-1. */
class WitnessPropertiesTest {
    /** Ł has the low byte of A, U+0161 that of a: tables take them for letters, leaves must not. */
    private static final String LETTERS = "aabbccdAB\\.äÄ\u0141\u0161 ";

    @Property(tries = 150, shrinking = ShrinkingMode.OFF)
    void match_texts_areFoundWhereverTheyStand(@ForAll long seed) {
        Random random = new Random(seed);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            texts.add(text(random, 1 + random.nextInt(random.nextInt(4) == 0 ? 45 : 9)));
        }
        List<Condition> conditions = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            conditions.add(condition(random, texts));
        }
        Network network = NetworkCompiler.compile(conditions);
        Scratch scratch = network.newScratch(MatchLimits.DEFAULT);
        for (int i = 0; i < 40; i++) {
            Map<String, Object> event = Map.of("f", value(random, texts));
            assertThat(NetworkDifferentialTest.matched(network.match(event, network.all(), scratch), scratch))
                    .as("seed %s, event %s", seed, event)
                    .isEqualTo(NetworkDifferentialTest.expected(conditions, event));
        }
    }

    private static Condition condition(Random random, List<String> texts) {
        boolean caseSensitive = random.nextBoolean();
        String text = texts.get(random.nextInt(texts.size()));
        String other = texts.get(random.nextInt(texts.size()));
        Predicate.Affix.Position[] positions = Predicate.Affix.Position.values();
        return new Condition.Leaf(
                switch (random.nextInt(7)) {
                    case 0 -> new Predicate.OneOf("f", List.of(new Literal(text)), caseSensitive);
                    case 1 ->
                        new Predicate.Affix("f", positions[random.nextInt(positions.length)], text, caseSensitive);
                    case 2 -> new Predicate.Like("f", List.of(text + "*"), caseSensitive);
                    case 3 -> new Predicate.Like("f", List.of("*" + text), caseSensitive);
                    case 4 -> new Predicate.Like("f", List.of("?" + text, "*" + other + "*"), caseSensitive);
                    case 5 -> new Predicate.Like("f", List.of("*" + text + "?" + other), caseSensitive);
                    default -> new Predicate.Like("f", List.of(text + "*" + other + "*"), caseSensitive);
                });
    }

    private static Object value(Random random, List<String> texts) {
        StringBuilder value = new StringBuilder();
        for (int i = random.nextInt(4); i >= 0; i--) {
            value.append(
                    random.nextInt(3) == 0 ? text(random, random.nextInt(6)) : texts.get(random.nextInt(texts.size())));
        }
        return random.nextInt(8) == 0 ? value.toString().toUpperCase(java.util.Locale.ROOT) : value.toString();
    }

    private static String text(Random random, int length) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
