package org.esdetect.rule;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.esdetect.text.Problem;
import org.jspecify.annotations.Nullable;

/**
 * Reads Kibana's filters. What a filter means is its {@code query}, as in Kibana; {@code meta} says whether it is
 * negated or disabled, and stands in where an old filter has no {@code query}. A filter that got lost would widen the
 * rule, so that one which is not understood to the last option refuses it.
 */
final class FilterReader {
    private static final String ADVICE = "; write it into the query instead";
    private static final FilterQuery EVERYTHING = new FilterQuery.All(List.of());

    /** What says nothing about which documents are found. */
    private static final Set<String> WITHOUT_EFFECT = Set.of("boost", "_name");

    private final Fields filter;

    private FilterReader(Fields filter) {
        this.filter = filter;
    }

    /** All enabled filters of {@code rule} together; what is wrong with them is reported. */
    static FilterQuery all(Fields rule) {
        List<FilterQuery> all = new ArrayList<>();
        for (Fields filter : rule.objects("filters")) {
            Optional<Fields> meta = filter.object("meta");
            if (!meta.flatMap(fields -> fields.bool("disabled")).orElse(false)) {
                FilterQuery query = new FilterReader(filter).read(meta);
                boolean negated = meta.flatMap(fields -> fields.bool("negate")).orElse(false);
                all.add(negated ? new FilterQuery.Not(query) : query);
            }
        }
        return new FilterQuery.All(all);
    }

    private FilterQuery read(Optional<Fields> meta) {
        if (filter.raw("query") instanceof Map<?, ?> query && !query.isEmpty()) {
            return query(query, filter.path("query"));
        }
        for (String old : List.of("exists", "range", "match_all")) {
            if (filter.has(old)) {
                return clause(old, filter.raw(old), filter.path(old));
            }
        }
        return meta.map(this::ofMeta).orElseGet(() -> refused(filter.path(), "has neither [query] nor [meta]"));
    }

    private FilterQuery ofMeta(Fields meta) {
        String type = meta.text("type").orElse("");
        String field = meta.text("key").orElse("");
        Object params = meta.raw("params");
        return switch (type) {
            case "exists" -> clause("exists", Map.of("field", field), meta.path());
            case "phrase" ->
                clause(
                        "match_phrase",
                        Map.of(
                                field,
                                params instanceof Map<?, ?> map && map.get("query") != null ? map : orNone(params)),
                        meta.path());
            case "phrases" -> clause("terms", Map.of(field, orNone(params)), meta.path());
            case "range" -> clause("range", Map.of(field, orNone(params)), meta.path());
            default -> refused(meta.path(), "is of type [" + Shown.value(type) + "] and has no [query]");
        };
    }

    private static Object orNone(@Nullable Object value) {
        return value == null ? Map.of() : value;
    }

    private FilterQuery query(Map<?, ?> query, String path) {
        if (query.size() != 1) {
            return refused(path, "holds [" + query.size() + "] queries, expected one");
        }
        Map.Entry<?, ?> only = query.entrySet().iterator().next();
        String name = String.valueOf(only.getKey());
        return clause(name, only.getValue(), path + "." + name);
    }

    private FilterQuery clause(String name, @Nullable Object body, String path) {
        if (!(body instanceof Map<?, ?> map)) {
            return refused(path, "is " + Shown.kind(body) + ", expected an object");
        }
        return switch (name) {
            case "match_all" -> EVERYTHING;
            case "bool" -> bool(map, path);
            case "exists" ->
                map.get("field") instanceof String field && !field.isBlank()
                        ? new FilterQuery.Exists(field)
                        : refused(path, "names no [field]");
            case "match_phrase", "match", "term", "terms", "wildcard", "range" -> ofField(name, map, path);
            default ->
                refused(
                        path,
                        "is a query of a kind that is not applied here; phrases, ranges, existence, wildcards and"
                                + " [bool] of them are");
        };
    }

    private FilterQuery bool(Map<?, ?> body, String path) {
        List<FilterQuery> parts = new ArrayList<>();
        List<FilterQuery> should = new ArrayList<>();
        for (Map.Entry<?, ?> entry : body.entrySet()) {
            String name = String.valueOf(entry.getKey());
            String at = path + "." + name;
            switch (name) {
                case "must", "filter" -> parts.addAll(queries(entry.getValue(), at));
                case "must_not" -> queries(entry.getValue(), at).forEach(part -> parts.add(new FilterQuery.Not(part)));
                case "should" -> should.addAll(queries(entry.getValue(), at));
                case "minimum_should_match" -> {
                    if (!"1".equals(String.valueOf(entry.getValue()))) {
                        refused(at, "is [" + Shown.value(entry.getValue()) + "], expected [1]");
                    }
                }
                default -> refuseOption(name, at);
            }
        }
        boolean optional = body.get("minimum_should_match") == null && !parts.isEmpty();
        if (!should.isEmpty() && !optional) {
            parts.add(new FilterQuery.Any(should));
        }
        return new FilterQuery.All(parts);
    }

    private List<FilterQuery> queries(@Nullable Object value, String path) {
        List<?> items = value instanceof List<?> list ? list : List.of(orNone(value));
        List<FilterQuery> queries = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            String at = value instanceof List<?> ? path + "[" + i + "]" : path;
            queries.add(
                    items.get(i) instanceof Map<?, ?> query
                            ? query(query, at)
                            : refused(at, "is no query, expected one"));
        }
        return queries;
    }

    private FilterQuery ofField(String kind, Map<?, ?> body, String path) {
        String field = "";
        Object test = null;
        for (Map.Entry<?, ?> entry : body.entrySet()) {
            String name = String.valueOf(entry.getKey());
            if (!WITHOUT_EFFECT.contains(name)) {
                if (!field.isEmpty()) {
                    return refused(path, "names more than one field");
                }
                field = name;
                test = entry.getValue();
            }
        }
        if (field.isBlank() || test == null) {
            return refused(path, "names no field");
        }
        if (field.endsWith(".text")) {
            return refused(
                    path, "asks for words of [" + Shown.value(field) + "], which depend on how an index splits text");
        }
        if (kind.equals("range")) {
            return range(field, test, path);
        }
        return kind.equals("terms") ? terms(field, test, path) : single(kind, field, test, path);
    }

    /** {@code value}, or an object that holds it beside options. */
    private FilterQuery single(String kind, String field, Object test, String path) {
        Object value = test;
        boolean caseInsensitive = false;
        boolean phrase = !kind.equals("match");
        if (test instanceof Map<?, ?> options) {
            value = null;
            for (Map.Entry<?, ?> entry : options.entrySet()) {
                String name = String.valueOf(entry.getKey());
                switch (name) {
                    case "query", "value", "wildcard" -> value = entry.getValue();
                    case "case_insensitive" -> caseInsensitive = Boolean.TRUE.equals(entry.getValue());
                    case "type" -> phrase = "phrase".equals(entry.getValue());
                    default -> refuseOption(name, path + "." + name);
                }
            }
        }
        if (!phrase) {
            return refused(path, "asks for single words, which depend on how an index splits text");
        }
        if (value == null || !isScalar(value)) {
            return refused(path, "has no value, expected a string, number or boolean");
        }
        return kind.equals("wildcard")
                ? new FilterQuery.Matching(field, String.valueOf(value), caseInsensitive)
                : new FilterQuery.Equal(field, List.of(value), caseInsensitive);
    }

    private FilterQuery terms(String field, Object test, String path) {
        if (!(test instanceof List<?> values)
                || values.isEmpty()
                || !values.stream().allMatch(FilterReader::isScalar)) {
            return refused(path, "has no list of values, expected strings, numbers or booleans");
        }
        return new FilterQuery.Equal(field, List.copyOf(values), false);
    }

    private FilterQuery range(String field, Object test, String path) {
        if (!(test instanceof Map<?, ?> options)) {
            return refused(path, "has no bounds, expected [gte], [gt], [lte] or [lt]");
        }
        List<FilterQuery.Bound> bounds = new ArrayList<>();
        for (Map.Entry<?, ?> entry : options.entrySet()) {
            String name = String.valueOf(entry.getKey());
            Object bound = entry.getValue();
            if (!Set.of("gt", "gte", "lt", "lte").contains(name)) {
                boolean usual = name.equals("format") && String.valueOf(bound).endsWith("date_optional_time");
                if (!usual) {
                    refuseOption(name, path + "." + name);
                }
            } else if (bound instanceof String text && text.startsWith("now")) {
                return refused(
                        path,
                        "has the bound [" + Shown.value(text) + "], which moves with the clock: use [from] and [to]");
            } else if (isScalar(bound)) {
                bounds.add(new FilterQuery.Bound(name, bound));
            } else if (bound != null) {
                return refused(path, "has the bound [" + Shown.value(bound) + "], expected a string or number");
            }
        }
        return bounds.isEmpty()
                ? refused(path, "has no bounds, expected [gte], [gt], [lte] or [lt]")
                : new FilterQuery.Range(field, bounds);
    }

    private static boolean isScalar(@Nullable Object value) {
        return value instanceof String || value instanceof Number || value instanceof Boolean;
    }

    private void refuseOption(String name, String path) {
        if (!WITHOUT_EFFECT.contains(name)) {
            refused(path, "is an option that is not applied here");
        }
    }

    private FilterQuery refused(String path, String what) {
        filter.report()
                .error(
                        Problem.Code.UNSUPPORTED,
                        path,
                        "filter [" + path + "] " + what
                                + ": without this filter the rule would match more than it should" + ADVICE);
        return EVERYTHING;
    }
}
