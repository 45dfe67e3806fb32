package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.assertj.core.api.Assertions;
import org.elasticsearch.index.query.QueryBuilder;
import org.esdetect.event.Event;
import org.esdetect.sequence.JoinKeys;
import org.esdetect.sequence.JoinTuple;
import org.esdetect.sequence.SequencePlan.JoinKey;
import org.esdetect.testing.TestField;

/** A query for join keys finds every event that has one of them, however the index holds the field. */
public class KeyQueryTests extends QueryPropertyTestCase {
    private static final int ROUNDS = 3;
    private static final int KEY_SETS = 12;

    public void testCompile_typedAndOddMappings_findsEveryEventOfTheKeys() {
        long narrowed =
                tryOn(Subject.of("typed", PropertyMappings.TYPED), Subject.of("deceitful", PropertyMappings.DECEITFUL));
        Assertions.assertThat(narrowed).isPositive();
    }

    public void testCompile_verbatimMapping_findsFewOthers() {
        long narrowed = tryOn(Subject.of("verbatim", PropertyMappings.VERBATIM));
        Assertions.assertThat(narrowed).isGreaterThan(ROUNDS * KEY_SETS);
    }

    public void testCompile_dynamicMapping_findsEveryEventOfTheKeys() {
        tryOn(Subject.of("dynamic", PropertyMappings.DYNAMIC));
    }

    /** How many queries could leave something out. */
    private long tryOn(Subject... subjects) {
        long narrowed = 0;
        for (int round = 0; round < ROUNDS; round++) {
            long seed = Long.getLong("detect.seed", randomLong());
            Random random = new Random(seed);
            try {
                Corpus corpus = corpus(List.of(subjects), random);
                for (TestField field : TestField.values()) {
                    narrowed += tryOn(field.path(), corpus, random);
                }
            } catch (AssertionError | RuntimeException failed) {
                throw new AssertionError("-Ddetect.seed=" + seed + ": " + failed.getMessage(), failed);
            }
            for (Subject subject : subjects) {
                indicesAdmin().prepareDelete(subject.index()).get();
            }
        }
        return narrowed;
    }

    private long tryOn(String field, Corpus corpus, Random random) {
        List<Object> all = new ArrayList<>();
        corpus.judged.values().forEach(event -> all.addAll(keys(field, event)));
        long narrowed = 0;
        for (int i = 0; i < KEY_SETS && !all.isEmpty(); i++) {
            TreeSet<Object> values = new TreeSet<>(JoinTuple.VALUES);
            for (int left = 1 + random.nextInt(4); left > 0; left--) {
                values.add(all.get(random.nextInt(all.size())));
            }
            Optional<QueryBuilder> query = KeyQuery.compile(field, values, corpus.types);
            if (query.isPresent()) {
                Set<String> expected = new HashSet<>();
                corpus.judged.forEach((id, event) -> {
                    if (keys(field, event).stream().anyMatch(values::contains)) {
                        expected.add(id);
                    }
                });
                Set<String> found = found(corpus.indices, query.get());
                Assertions.assertThat(found)
                        .as("%s of %s by %s", values, field, query.get())
                        .containsAll(expected);
                narrowed += found.size() < corpus.judged.size() ? 1 : 0;
            }
        }
        return narrowed;
    }

    private static List<Object> keys(String field, Event event) {
        List<Object> keys = new ArrayList<>();
        for (JoinTuple tuple : JoinKeys.of(List.of(new JoinKey(field, false)), event, 1_000)) {
            Object value = tuple.values().get(0);
            if (value != null) {
                keys.add(value);
            }
        }
        return keys;
    }
}
