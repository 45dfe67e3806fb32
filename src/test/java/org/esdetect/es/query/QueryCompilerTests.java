package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.elasticsearch.action.support.WriteRequest;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.testing.RandomConditions;

/** Each kind of index, tried with random conditions and events. */
public class QueryCompilerTests extends QueryPropertyTestCase {
    private static final Subject TYPED_INDEX = Subject.of("typed", PropertyMappings.TYPED);
    private static final Subject VERBATIM_INDEX = Subject.of("verbatim", PropertyMappings.VERBATIM);
    private static final Subject DYNAMIC_INDEX = Subject.of("dynamic", PropertyMappings.DYNAMIC);
    private static final Subject DECEITFUL_INDEX = Subject.of("deceitful", PropertyMappings.DECEITFUL);

    private static final List<String> VERBATIM_FIELDS = List.of(
            "event.category", "process.name", "process.parent.name", "process.command_line", "message", "folded");

    private static final String TIME = "\"@timestamp\": {\"type\": \"date\"},";

    public void testFoundInTypedIndex_isNeverLessThanInMemory() {
        Tally tally = tryWithMappings(RandomConditions::new, TYPED_INDEX);
        assertTrue("queries narrow: " + tally, tally.found < tally.pairs * 0.8);
    }

    public void testFoundInVerbatimIndex_isOftenExactlyWhatMemoryFinds() {
        Tally tally = tryWithMappings(RandomConditions::new, VERBATIM_INDEX);
        assertTrue("some queries are exact: " + tally, tally.exact > tally.queries / 10);
    }

    public void testFoundByVerbatimFieldsAlone_isOftenExactlyWhatMemoryFinds() {
        Tally tally = tryWithMappings(random -> new RandomConditions(random, VERBATIM_FIELDS), VERBATIM_INDEX);
        // About half of them are; a third leaves room for chance.
        assertTrue("many queries are exact: " + tally, tally.exact > tally.queries / 3);
    }

    public void testFoundInDynamicIndex_isNeverLessThanInMemory() {
        tryWithMappings(RandomConditions::new, DYNAMIC_INDEX);
    }

    public void testFoundWhereTheIndexHoldsOtherValues_isNeverLessThanInMemory() {
        tryWithMappings(RandomConditions::new, DECEITFUL_INDEX);
    }

    public void testFoundInIndicesThatDiffer_isNeverLessThanInMemory() {
        tryWithMappings(RandomConditions::new, TYPED_INDEX, DYNAMIC_INDEX, DECEITFUL_INDEX);
    }

    public void testFoundInLogsIndexWithSyntheticSource_isNeverLessThanInMemory() {
        tryWithMappings(
                RandomConditions::new,
                Subject.of("logs", PropertyMappings.TYPED.replaceFirst("properties\": \\{", "properties\": {" + TIME))
                        .asLogs());
    }

    public void testFoundWhereOtherTypesStandInForThoseOfTheDefaultDistribution_isNeverLessThanInMemory() {
        tryWithMappings(
                RandomConditions::new,
                Subject.of("others", PropertyMappings.STANDING_IN).standingInFor(PropertyMappings.STOOD_FOR));
    }

    public void testLargeLists_areTakenAndFind() {
        corpus(List.of(VERBATIM_INDEX), random());
        FieldTypes types = mappings("verbatim");
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 70_000; i++) {
            texts.add("C:\\Program Files (x86)\\tool-" + i + ".exe");
        }
        String wanted = texts.get(2_999);
        prepareIndex("verbatim")
                .setId("wanted")
                .setSource(Map.of("process", Map.of("name", wanted)))
                .setRefreshPolicy(WriteRequest.RefreshPolicy.IMMEDIATE)
                .get();
        List<Literal> literals = texts.stream().map(Literal::new).toList();
        List<String> patterns = texts.stream()
                .limit(3_000)
                .map(text -> "?:\\*\\" + text.substring(text.lastIndexOf('\\') + 1))
                .toList();
        for (Predicate leaf : List.of(
                new Predicate.OneOf("process.name", literals, true),
                new Predicate.OneOf("process.name", literals.subList(0, 3_000), false),
                new Predicate.Like("process.name", patterns.subList(2_950, 3_000), false),
                new Predicate.Like("process.name", patterns, true))) {
            for (Condition condition : List.<Condition>of(
                    new Condition.Leaf(leaf), new Condition.Not(new Condition.Not(new Condition.Leaf(leaf))))) {
                CompiledQuery compiled = QueryCompiler.compile(condition, types);
                assertTrue(found(List.of("verbatim"), compiled.query()).contains("verbatim/wanted"));
            }
        }
        Condition exactly =
                new Condition.Leaf(new Predicate.OneOf("process.name", literals.subList(2_970, 3_000), false));
        assertEquals(
                Set.of("verbatim/wanted"),
                found(List.of("verbatim"), QueryCompiler.compile(exactly, types).query()));
    }
}
