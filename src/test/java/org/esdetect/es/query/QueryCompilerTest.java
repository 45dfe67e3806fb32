package org.esdetect.es.query;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.elasticsearch.common.Strings;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.xcontent.XContentHelper;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.xcontent.json.JsonXContent;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Expression;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Order;
import org.esdetect.condition.Predicate;
import org.esdetect.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the queries look like: they must narrow, not only be right. */
class QueryCompilerTest {
    private static final String MAPPING =
            """
            {"dynamic": "false", "properties": {
              "name": {"type": "keyword"},
              "long_name": {"type": "keyword", "ignore_above": 1024},
              "folded": {"type": "keyword", "normalizer": "lowercase"},
              "title": {"type": "text", "fields": {"caseless": {"type": "keyword", "normalizer": "lowercase"},
                                                   "keyword": {"type": "keyword"}}},
              "message": {"type": "match_only_text"},
              "pid": {"type": "long"},
              "ratio": {"type": "float"},
              "flag": {"type": "boolean"},
              "ip": {"type": "ip"},
              "when": {"type": "date"},
              "labels": {"type": "flattened"},
              "users": {"type": "nested", "properties": {"name": {"type": "keyword"}}},
              "off": {"type": "object", "enabled": false},
              "dataset": {"type": "constant_keyword", "value": "x"},
              "open": {"type": "object", "dynamic": true}}}
            """;

    private static final String ALL = "{match_all={}}";

    static Stream<Arguments> positive() {
        return Stream.concat(positiveOfStrings(), positiveOfOtherTypes());
    }

    private static Stream<Arguments> positiveOfStrings() {
        return Stream.of(
                row(oneOf("name", true, "x"), "{term={name={value=x}}}"),
                row(oneOf("name", true, "y", "x"), "{terms={name=[x, y]}}"),
                row(oneOf("name", false, "x"), "{term={name={value=x, case_insensitive=true}}}"),
                row(
                        oneOf("name", false, "a.b", "c\\d", "é"),
                        "{regexp={name={value=a\\.b|c\\\\d|é, flags_value=255, case_insensitive=true,"
                                + " max_determinized_states=10000}}}"),
                row(oneOf("name", true, true), "{term={name={value=true}}}"),
                row(oneOf("name", true, 5L), "{exists={field=name}}"),
                row(oneOf("name", true, "2024-05-01"), "{exists={field=name}}"),
                row(
                        oneOf("name", true, "10.0.0.1"),
                        "{bool={should=[{bool={should=[{wildcard={name={wildcard=*:*}}},"
                                + " {term={name={value=10.0.0.1}}}], minimum_should_match=1}},"
                                + " {term={name={value=10.0.0.1}}}], minimum_should_match=1}}"),
                row(like("name", false, "*"), "{exists={field=name}}"),
                row(like("name", false, "**"), "{exists={field=name}}"),
                row(
                        like("name", false, "c:\\*\\x?.exe"),
                        "{wildcard={name={wildcard=c:\\\\*\\\\x?.exe, case_insensitive=true}}}"),
                row(like("name", true, "10.0.0.1"), "{term={name={value=10.0.0.1}}}"),
                row(affix("name", Predicate.Affix.Position.START, "a*"), "{prefix={name={value=a*}}}"),
                row(affix("name", Predicate.Affix.Position.END, "a*\\"), "{wildcard={name={wildcard=*a\\*\\\\}}}"),
                row(affix("name", Predicate.Affix.Position.ANYWHERE, "?"), "{wildcard={name={wildcard=*\\?*}}}"),
                row(affix("name", Predicate.Affix.Position.ANYWHERE, ""), "{match_none={}}"),
                row(range("name", Order.LESS, "m"), "{range={name={lt=m}}}"),
                row(range("name", Order.LESS, 5L), "{exists={field=name}}"),
                row(range("name", Order.LESS, "10.0.0.1"), "{exists={field=name}}"),
                row(
                        oneOf("long_name", true, "x"),
                        "{bool={should=[{term={long_name={value=x}}}, {term={_ignored={value=long_name}}}],"
                                + " minimum_should_match=1}}"),
                row(oneOf("folded", true, "X"), "{term={folded={value=X}}}"),
                row(range("folded", Order.LESS, "m"), "{exists={field=folded}}"),
                row(oneOf("title", true, "x"), "{term={title.keyword={value=x}}}"),
                row(oneOf("message", true, "x"), "{exists={field=message}}"));
    }

    private static Stream<Arguments> positiveOfOtherTypes() {
        return Stream.of(
                row(oneOf("pid", true, 5L), "{term={pid={value=5}}}"),
                row(oneOf("pid", true, "5"), "{term={pid={value=5}}}"),
                row(oneOf("pid", true, 5.5), "{range={pid={gte=5, lte=6}}}"),
                row(oneOf("pid", true, "cmd"), ALL),
                row(oneOf("pid", true, 1e300), "{match_none={}}"),
                row(range("pid", Order.GREATER, 5L), "{range={pid={gte=5, lte=9223372036854775807}}}"),
                row(exists("pid"), ALL),
                row(range("ratio", Order.GREATER, 1e300), "{match_none={}}"),
                row(oneOf("flag", true, true), "{term={flag={value=true}}}"),
                row(like("flag", false, "T*"), "{term={flag={value=true}}}"),
                row(oneOf("ip", true, "::ffff:10.0.0.1", "host"), "{term={ip={value=10.0.0.1}}}"),
                row(oneOf("ip", true, "10.0.0.0/8"), "{match_none={}}"),
                row(network("ip", "10.1.1.1/8", "::1/128"), "{terms={ip=[0:0:0:0:0:0:0:1/128, 10.0.0.0/8]}}"),
                row(network("name", "10.1.1.1/8"), "{exists={field=name}}"),
                row(range("ip", Order.LESS, "10.0.0.1"), "{range={ip={lt=10.0.0.1}}}"),
                row(range("when", Order.GREATER, "2024-05-01"), "{exists={field=when}}"),
                row(oneOf("labels.a.b", true, "x"), "{term={labels.a.b={value=x}}}"),
                row(oneOf("labels.a.b", false, "x"), "{exists={field=labels.a.b}}"),
                row(oneOf("users.name", true, "x"), ALL),
                row(oneOf("off.name", true, "x"), ALL),
                row(oneOf("nowhere", true, "x"), ALL),
                row(oneOf("dataset", true, "x"), "{term={dataset={value=x}}}"),
                row(
                        oneOf("open.new", true, "x"),
                        "{bool={should=[{exists={field=open.new}}, {term={_ignored={value=open.new}}}],"
                                + " minimum_should_match=1}}"),
                row(
                        new Predicate.Computed(new Expression.Compare(
                                Order.GREATER, length("name"), new Expression.Constant(new Literal(3L)))),
                        "{exists={field=name}}"),
                row(new Predicate.Computed(new Expression.IsNull(length("name"))), ALL));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("positive")
    void compile_leaf_narrowsAsFarAsTheIndexKnows(Predicate leaf, String expected) {
        assertThat(render(new Condition.Leaf(leaf))).isEqualTo(expected);
    }

    static Stream<Arguments> negative() {
        return Stream.of(
                row(oneOf("name", true, "x"), "{bool={must_not=[{term={name={value=x}}}]}}"),
                row(exists("name"), "{bool={must_not=[{exists={field=name}}]}}"),
                row(oneOf("long_name", true, "x"), "{bool={must_not=[{term={long_name={value=x}}}]}}"),
                row(oneOf("name", true, "10.0.0.1"), "{bool={must_not=[{term={name={value=10.0.0.1}}}]}}"),
                row(network("ip", "10.0.0.0/8"), "{bool={must_not=[{term={ip={value=10.0.0.0/8}}}]}}"),
                row(network("ip", "::/0"), ALL),
                row(oneOf("folded", true, "x"), ALL),
                row(oneOf("dataset", true, "x"), ALL),
                row(oneOf("pid", true, 5L), ALL),
                row(oneOf("flag", true, true), "{bool={must_not=[{term={flag={value=true}}}]}}"),
                row(oneOf("flag", true, false), ALL),
                row(oneOf("message", true, "x"), ALL),
                row(oneOf("nowhere", true, "x"), ALL),
                row(new Predicate.Computed(length("name")), ALL));
    }

    @ParameterizedTest(name = "not {0}")
    @MethodSource("negative")
    void compile_negatedLeaf_excludesOnlyWhatMemoryRefuses(Predicate leaf, String expected) {
        assertThat(render(new Condition.Not(new Condition.Leaf(leaf)))).isEqualTo(expected);
        assertThat(render(new Condition.Not(new Condition.Not(new Condition.Not(new Condition.Leaf(leaf))))))
                .isEqualTo(expected);
    }

    @Test
    void compile_negatedDisjunction_isAConjunctionOfNegations() {
        Condition either = Condition.anyOf(List.of(leaf(oneOf("name", true, "x")), leaf(oneOf("nowhere", true, "y"))));
        Condition both = Condition.allOf(List.of(leaf(oneOf("name", true, "x")), leaf(oneOf("nowhere", true, "y"))));

        assertThat(render(either)).isEqualTo(ALL);
        assertThat(render(new Condition.Not(either))).isEqualTo("{bool={must_not=[{term={name={value=x}}}]}}");
        assertThat(render(both)).isEqualTo("{term={name={value=x}}}");
        assertThat(render(new Condition.Not(both))).isEqualTo(ALL);
    }

    @Test
    void compile_disjunction_asksForIgnoredFieldsOnce() {
        Condition either =
                Condition.anyOf(List.of(leaf(oneOf("long_name", true, "x")), leaf(like("long_name", true, "y*"))));

        assertThat(render(either))
                .isEqualTo("{bool={should=[{bool={should=[{term={long_name={value=x}}},"
                        + " {wildcard={long_name={wildcard=y*}}}], minimum_should_match=1}},"
                        + " {term={_ignored={value=long_name}}}], minimum_should_match=1}}");
    }

    @Test
    void compile_exactness_isClaimedOnlyWhereNothingIsLost() {
        FieldTypes types = types(Map.of("a", MAPPING));
        assertThat(QueryCompiler.compile(leaf(oneOf("name", true, "x")), types).exact())
                .isTrue();
        assertThat(QueryCompiler.compile(new Condition.Not(leaf(oneOf("name", true, "x"))), types)
                        .exact())
                .isTrue();
        for (String field : List.of("long_name", "folded", "pid", "message", "nowhere", "dataset")) {
            assertThat(QueryCompiler.compile(leaf(oneOf(field, true, "5")), types)
                            .exact())
                    .as(field)
                    .isFalse();
        }
        assertThat(QueryCompiler.compile(Condition.ALWAYS, types)).isEqualTo(new CompiledQuery(Clauses.ALL, true));
        assertThat(QueryCompiler.compile(Condition.NEVER, types)).isEqualTo(new CompiledQuery(Clauses.NONE, true));
        assertThat(QueryCompiler.compile(leaf(exists("name")), types(Map.of())))
                .isEqualTo(new CompiledQuery(Clauses.ALL, false));
    }

    @Test
    void compile_indicesThatDiffer_haveAQueryEach() {
        FieldTypes types = types(Map.of("a1", MAPPING, "a2", MAPPING, "b", "{\"dynamic\": false}"));

        assertThat(render(QueryCompiler.compile(leaf(oneOf("name", true, "x")), types)
                        .query()))
                .isEqualTo("{bool={should=[{bool={filter=[{term={name={value=x}}}], must_not=[{terms={_index=[b]}}]}},"
                        + " {terms={_index=[b]}}], minimum_should_match=1}}");
    }

    @Test
    void compile_rangeBesideADate_isNotSentToTheDate() {
        FieldTypes types = types(Map.of(
                "a", "{\"properties\": {\"x\": {\"type\": \"keyword\"}}}",
                "b", "{\"properties\": {\"x\": {\"type\": \"date\"}}}"));

        assertThat(render(QueryCompiler.compile(leaf(range("x", Order.LESS, "m")), types)
                        .query()))
                .doesNotContain("range");
    }

    @Test
    void compile_moreLeavesThanAShardTakes_narrowsByTheFirst() {
        List<Condition> terms = new ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            terms.add(leaf(like("name", true, "*" + i + "*")));
        }
        QueryBuilder query = QueryCompiler.compile(Condition.allOf(terms), types(Map.of("a", MAPPING)))
                .query();
        assertThat(Clauses.leaves(query).count()).isEqualTo(800);
    }

    @Test
    void compile_longList_asksForItsBeginnings() {
        Object[] texts = new Object[1_000];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = (i % 2 == 0 ? "CMD" : "pow.") + i;
        }
        assertThat(render(leaf(oneOf("name", true, texts)))).startsWith("{terms={name=[CMD0, CMD10, ");
        assertThat(render(leaf(oneOf("name", false, texts))))
                .startsWith("{regexp={name={value=cmd0.*|pow\\..*|cmd2.*|cmd4.*|")
                .hasSizeLessThan(300);
        assertThat(render(leaf(oneOf("folded", false, texts)))).isEqualTo("{exists={field=folded}}");
        assertThat(QueryCompiler.compile(leaf(oneOf("name", false, texts)), types(Map.of("a", MAPPING)))
                        .exact())
                .isFalse();
    }

    @Test
    void compile_moreAlternativesThanAShardTakes_asksForAnyValue() {
        String[] patterns = new String[1_000];
        for (int i = 0; i < patterns.length; i++) {
            patterns[i] = "*" + i + "*";
        }
        assertThat(render(leaf(like("name", true, patterns)))).isEqualTo("{exists={field=name}}");
        assertThat(render(new Condition.Not(leaf(like("name", true, patterns)))))
                .isEqualTo(ALL);
    }

    @Test
    void compile_patternThatExplodes_isAnyValue() {
        String explosive = "*a" + "?".repeat(40) + "b*";
        assertThat(render(leaf(like("name", false, explosive)))).isEqualTo("{exists={field=name}}");
        assertThat(render(leaf(new Predicate.Regex("name", List.of("a".repeat(1_001)), true))))
                .isEqualTo("{exists={field=name}}");
        assertThat(QueryCompiler.compile(leaf(like("name", false, explosive)), types(Map.of("a", MAPPING)))
                        .exact())
                .isFalse();
    }

    private static Arguments row(Predicate leaf, String expected) {
        return Arguments.of(leaf, expected);
    }

    private static Condition leaf(Predicate predicate) {
        return new Condition.Leaf(predicate);
    }

    private static Predicate oneOf(String field, boolean caseSensitive, Object... values) {
        return new Predicate.OneOf(field, Stream.of(values).map(Literal::new).toList(), caseSensitive);
    }

    private static Predicate like(String field, boolean caseSensitive, String... patterns) {
        return new Predicate.Like(field, List.of(patterns), caseSensitive);
    }

    private static Predicate affix(String field, Predicate.Affix.Position position, String text) {
        return new Predicate.Affix(field, position, text, true);
    }

    private static Predicate range(String field, Order order, Object bound) {
        return new Predicate.Range(field, order, new Literal(bound));
    }

    private static Predicate network(String field, String... blocks) {
        return new Predicate.InNetwork(field, List.of(blocks));
    }

    private static Predicate exists(String field) {
        return new Predicate.Exists(field);
    }

    private static Expression length(String field) {
        return new Expression.Call(Function.LENGTH, List.of(new Expression.Field(field)), true);
    }

    private static FieldTypes types(Map<String, String> mappings) {
        Map<String, IndexMapping> byIndex = new java.util.TreeMap<>();
        Map<String, IndexMapping> byMapping = new java.util.HashMap<>();
        mappings.forEach((index, mapping) -> byIndex.put(
                index,
                byMapping.computeIfAbsent(
                        mapping,
                        unseen -> IndexMapping.of(
                                XContentHelper.convertToMap(JsonXContent.jsonXContent, unseen, true),
                                Settings.EMPTY))));
        return FieldTypes.of(byIndex);
    }

    private static String render(Condition condition) {
        return render(
                QueryCompiler.compile(condition, types(Map.of("a", MAPPING))).query());
    }

    /** The query as nested maps, without the boosts. */
    private static String render(QueryBuilder query) {
        Map<String, Object> map = XContentHelper.convertToMap(JsonXContent.jsonXContent, Strings.toString(query), true);
        return map.toString().replaceAll(",? ?boost=1\\.0", "");
    }
}
