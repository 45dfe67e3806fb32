package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.apache.lucene.index.Term;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.elasticsearch.common.lucene.search.AutomatonQueries;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.index.query.RegexpFlag;
import org.esdetect.condition.Wildcard;

/** Term, prefix, wildcard and regular expression queries on a keyword field, such that no shard refuses them. */
final class TextQueries {
    /** The default of {@code index.max_terms_count}. */
    private static final int MAX_TERMS = 65_536;

    /** The default of {@code index.max_regex_length}. */
    private static final int MAX_REGEX_LENGTH = 1_000;

    /** Fewer texts than this are cheaper one by one than as an automaton of all. */
    private static final int MIN_TEXTS_TO_JOIN = 3;

    private final String field;
    private final boolean mayJoin;

    /**
     * @param mayJoin whether texts may be joined to a regular expression; not where a normalizer, which would be
     *     applied to the expression itself, is possible
     */
    TextQueries(String field, boolean mayJoin) {
        this.field = field;
        this.mayJoin = mayJoin;
    }

    QueryBuilder exists() {
        return QueryBuilders.existsQuery(field);
    }

    /** Values that are one of {@code texts}. */
    QueryBuilder oneOf(Set<String> texts, boolean caseSensitive) {
        if (caseSensitive) {
            return terms(texts);
        }
        return mayJoin && texts.size() >= MIN_TEXTS_TO_JOIN
                ? joined(texts, false)
                : Clauses.any(texts.stream().map(this::termOfAnyCase).toList());
    }

    /** Values that match one of {@code patterns}. */
    QueryBuilder like(List<String> patterns, boolean caseSensitive) {
        Set<String> equal = new LinkedHashSet<>();
        List<QueryBuilder> alternatives = new ArrayList<>();
        for (String pattern : patterns) {
            if (Wildcard.isPattern(pattern)) {
                alternatives.add(wildcard(pattern, caseSensitive));
            } else {
                equal.add(pattern);
            }
        }
        alternatives.add(oneOf(equal, caseSensitive));
        return Clauses.any(alternatives);
    }

    QueryBuilder startsWith(String text, boolean caseSensitive) {
        return text.isEmpty()
                ? exists()
                : QueryBuilders.prefixQuery(field, text).caseInsensitive(!caseSensitive);
    }

    /** Our patterns know no escape, Lucene's do: a backslash of ours is one that Lucene must not see as an escape. */
    QueryBuilder wildcard(String pattern, boolean caseSensitive) {
        if (pattern.chars().allMatch(c -> c == '*')) {
            return exists();
        }
        return raw(pattern.replace("\\", "\\\\"), caseSensitive);
    }

    QueryBuilder endsWith(String text, boolean caseSensitive) {
        return text.isEmpty() ? exists() : raw("*" + literal(text), caseSensitive);
    }

    QueryBuilder contains(String text, boolean caseSensitive) {
        return text.isEmpty() ? Clauses.NONE : raw("*" + literal(text) + "*", caseSensitive);
    }

    /** One of Lucene's own patterns; too long or too complex for a shard, any value. */
    QueryBuilder regex(String pattern, boolean caseSensitive) {
        int flags = caseSensitive ? 0 : RegExp.ASCII_CASE_INSENSITIVE;
        return pattern.length() <= MAX_REGEX_LENGTH && canPrepare(pattern, flags)
                ? QueryBuilders.regexpQuery(field, pattern)
                        .flags(RegexpFlag.ALL)
                        .caseInsensitive(!caseSensitive)
                : exists();
    }

    private QueryBuilder terms(Set<String> texts) {
        List<String> all = List.copyOf(texts);
        List<QueryBuilder> slices = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MAX_TERMS) {
            List<String> slice = all.subList(from, Math.min(all.size(), from + MAX_TERMS)).stream()
                    .sorted()
                    .toList();
            slices.add(
                    slice.size() == 1
                            ? QueryBuilders.termQuery(field, slice.get(0))
                            : QueryBuilders.termsQuery(field, slice));
        }
        return Clauses.any(slices);
    }

    private QueryBuilder termOfAnyCase(String text) {
        return QueryBuilders.termQuery(field, text).caseInsensitive(true);
    }

    /** Texts as alternatives of as few regular expressions as their length allows. */
    private QueryBuilder joined(Set<String> texts, boolean caseSensitive) {
        List<QueryBuilder> queries = new ArrayList<>();
        StringBuilder expression = new StringBuilder();
        for (String text : texts) {
            String escaped = RegexText.escape(text);
            if (text.isEmpty() || escaped.length() > MAX_REGEX_LENGTH / 2) {
                queries.add(termOfAnyCase(text));
            } else {
                if (expression.length() + escaped.length() + 1 > MAX_REGEX_LENGTH) {
                    queries.add(regex(expression.toString(), caseSensitive));
                    expression.setLength(0);
                }
                expression.append(expression.isEmpty() ? "" : "|").append(escaped);
            }
        }
        if (!expression.isEmpty()) {
            queries.add(regex(expression.toString(), caseSensitive));
        }
        return Clauses.any(queries);
    }

    /** A pattern in Lucene's spelling; too complex for a shard, any value. */
    private QueryBuilder raw(String pattern, boolean caseSensitive) {
        try {
            Term term = new Term(field, pattern);
            // The sensitive automaton has the states of the insensitive one; one check serves both.
            AutomatonQueries.toCaseInsensitiveWildcardAutomaton(term);
        } catch (TooComplexToDeterminizeException tooComplex) {
            return exists();
        }
        return QueryBuilders.wildcardQuery(field, pattern).caseInsensitive(!caseSensitive);
    }

    private static boolean canPrepare(String pattern, int flags) {
        try {
            Operations.determinize(
                    new RegExp(pattern, RegExp.ALL, flags).toAutomaton(), Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
            return true;
        } catch (TooComplexToDeterminizeException tooComplex) {
            return false;
        }
    }

    /** A text without wildcards, in a pattern of Lucene's spelling. */
    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
    }
}
