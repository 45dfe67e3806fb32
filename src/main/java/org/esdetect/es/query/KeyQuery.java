package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.elasticsearch.common.network.InetAddresses;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;

/**
 * A query for the events of certain join keys: it finds every event one of whose values of a field equals, as join keys
 * do, one of a list, and maybe more. The events of a sequence's other steps are asked for by it.
 *
 * <p>Join keys are equal when they are the same text, number or truth value, so this asks for less than {@code field in
 * (...)} does, where an address may be spelled in several ways. Where an index cannot say it, it is not asked.
 */
public final class KeyQuery {
    private KeyQuery() {}

    /**
     * The query.
     *
     * @param values in canonical form: String, Boolean, Long, BigInteger or Double; at most as many as a shard takes in
     *     one list, which is 65,536
     * @return empty when no index of {@code types} could be asked
     */
    public static Optional<QueryBuilder> compile(String field, Collection<Object> values, FieldTypes types) {
        Map<QueryBuilder, Set<String>> indicesByQuery = new LinkedHashMap<>();
        for (IndexGroup group : types.groups(Set.of(field))) {
            QueryBuilder query = query(group.field(field), values);
            indicesByQuery.computeIfAbsent(query, unseen -> new HashSet<>()).addAll(group.indices());
        }
        boolean narrows = indicesByQuery.keySet().stream().anyMatch(query -> !query.equals(Clauses.ALL));
        return narrows ? Optional.of(QueryCompiler.choose(indicesByQuery)) : Optional.empty();
    }

    private static QueryBuilder query(IndexedField field, Collection<Object> values) {
        Optional<List<Object>> terms =
                switch (field.kind()) {
                    case KEYWORD, FLATTENED_KEY -> texts(values);
                    case LONG -> whole(values, Long.MIN_VALUE, Long.MAX_VALUE);
                    case INTEGER -> whole(values, Integer.MIN_VALUE, Integer.MAX_VALUE);
                    case IP -> addresses(values);
                    case WILDCARD, DOUBLE, FLOAT, BOOLEAN, VALUED, UNMAPPED, OPAQUE -> Optional.empty();
                };
        return terms.map(known -> new Superset(
                                terms(field.path(), known), false, field.mayIgnore() ? Set.of(field.path()) : Set.of())
                        .complete())
                .orElse(Clauses.ALL);
    }

    private static QueryBuilder terms(String path, List<Object> terms) {
        return switch (terms.size()) {
            case 0 -> Clauses.NONE;
            case 1 -> QueryBuilders.termQuery(path, terms.get(0));
            default -> QueryBuilders.termsQuery(path, terms);
        };
    }

    /** How a number was spelled is not known, and the index has it as it was. */
    private static Optional<List<Object>> texts(Collection<Object> values) {
        Set<String> texts = new TreeSet<>();
        for (Object value : values) {
            if (value instanceof Number) {
                return Optional.empty();
            }
            texts.add(value.toString());
        }
        return Optional.of(List.copyOf(texts));
    }

    /** A text is a key of its own, but indexed as the number that it spells. */
    private static Optional<List<Object>> whole(Collection<Object> values, long least, long most) {
        Set<Long> numbers = new TreeSet<>();
        for (Object value : values) {
            if (!(value instanceof Long number) || number < least || number > most) {
                return Optional.empty();
            }
            numbers.add(number);
        }
        return Optional.of(List.copyOf(numbers));
    }

    /** What the server does not take for an address is in no index, unless as an ignored value. */
    private static Optional<List<Object>> addresses(Collection<Object> values) {
        List<Object> addresses = new ArrayList<>();
        for (Object value : values) {
            if (!(value instanceof String text)) {
                return Optional.empty();
            }
            if (InetAddresses.isInetAddress(text)) {
                addresses.add(text);
            }
        }
        return Optional.of(addresses);
    }
}
