package org.esdetect.eql.parse;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.esdetect.testing.EqlCases;
import org.esdetect.testing.Mutations;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Damaged queries: whatever comes of one, it is a plan or a problem with a place in the text, never an exception. */
class MutatedQueriesTest {
    private static final int MUTANTS = 3_000;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5})
    void compile_aDamagedQuery_isAPlanOrAProblemWithAPlace(long seed) {
        Random random = new Random(seed);
        List<String> seeds = seeds();
        int withPlan = 0;
        for (int i = 0; i < MUTANTS; i++) {
            String text = Mutations.mutated(seeds.get(random.nextInt(seeds.size())), random);
            withPlan += Robustness.compiles(text) ? 1 : 0;
        }
        assertThat(withPlan).as("some mutants are harmless, most are not").isBetween(MUTANTS / 50, MUTANTS / 2);
    }

    private static List<String> seeds() {
        List<String> seeds = new ArrayList<>();
        EqlCases.of("syntax").forEach(example -> seeds.add(example.query()));
        EqlCases.of("checks").forEach(example -> seeds.add(example.query()));
        EqlCases.of("lowering").forEach(example -> seeds.add(example.query()));
        return seeds;
    }
}
