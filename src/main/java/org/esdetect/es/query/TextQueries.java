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
import org.esdetect.event.AsciiCase;

/** Term, prefix, wildcard and regular expression queries on a keyword field, such that no shard refuses them. */
final class TextQueries {
    /** The default of {@code index.max_terms_count}. */
    private static final int MAX_TERMS = 65_536;

    /** The default of {@code index.max_regex_length}. */
    private static final int MAX_REGEX_LENGTH = 1_000;

    /** Fewer texts than this are cheaper one by one than as an automaton of all. */
    private static final int MIN_TEXTS_TO_JOIN = 3;

    /**
     * A shard needs about a millisecond to prepare a long text of any case; of longer lists it gets beginnings only.
     */
    private static final int MAX_WHOLE_TEXTS = 300;

    private static final int BEGINNING_LENGTH = 4;

    /** A pattern that short, without a question mark behind a star, needs less work than a shard grants. */
    private static final int MAX_SIMPLE_PATTERN = 100;

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
    Bounds oneOf(Set<String> texts, boolean caseSensitive) {
        if (caseSensitive) {
            return Bounds.exactly(terms(texts));
        }
        if (texts.size() > MAX_WHOLE_TEXTS) {
            return Bounds.atMost(mayJoin ? beginnings(texts) : exists());
        }
        return Bounds.exactly(
                mayJoin && texts.size() >= MIN_TEXTS_TO_JOIN
                        ? joined(texts, "")
                        : Clauses.any(texts.stream().map(this::termOfAnyCase).toList()));
    }

    /** Values that match one of {@code patterns}. */
    Bounds like(List<String> patterns, boolean caseSensitive) {
        Set<String> equal = new LinkedHashSet<>();
        List<Bounds> alternatives = new ArrayList<>();
        for (String pattern : patterns) {
            if (Wildcard.isPattern(pattern)) {
                alternatives.add(wildcard(pattern, caseSensitive));
            } else {
                equal.add(pattern);
            }
        }
        alternatives.add(oneOf(equal, caseSensitive));
        return Bounds.any(alternatives);
    }

    Bounds startsWith(String text, boolean caseSensitive) {
        return Bounds.exactly(
                text.isEmpty()
                        ? exists()
                        : QueryBuilders.prefixQuery(field, text).caseInsensitive(!caseSensitive));
    }

    Bounds endsWith(String text, boolean caseSensitive) {
        return text.isEmpty() ? Bounds.exactly(exists()) : raw("*" + literal(text), caseSensitive);
    }

    Bounds contains(String text, boolean caseSensitive) {
        return text.isEmpty() ? Bounds.NEVER : raw("*" + literal(text) + "*", caseSensitive);
    }

    /** Our patterns know no escape, Lucene's do: a backslash of ours is one that Lucene must not see as an escape. */
    Bounds wildcard(String pattern, boolean caseSensitive) {
        return pattern.chars().allMatch(c -> c == '*')
                ? Bounds.exactly(exists())
                : raw(pattern.replace("\\", "\\\\"), caseSensitive);
    }

    /** One of Lucene's own patterns; any value when it is too long or too complex for a shard. */
    Bounds regex(String pattern, boolean caseSensitive) {
        int flags = caseSensitive ? 0 : RegExp.ASCII_CASE_INSENSITIVE;
        if (pattern.length() > MAX_REGEX_LENGTH || !canPrepare(pattern, flags)) {
            return Bounds.atMost(exists());
        }
        return Bounds.exactly(
                QueryBuilders.regexpQuery(field, pattern).flags(RegexpFlag.ALL).caseInsensitive(!caseSensitive));
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

    /** Values that begin as one of {@code texts} does: much less to prepare, and still narrow. */
    private QueryBuilder beginnings(Set<String> texts) {
        Set<String> beginnings = new LinkedHashSet<>();
        for (String text : texts) {
            int length = Math.min(BEGINNING_LENGTH, text.codePointCount(0, text.length()));
            beginnings.add(AsciiCase.fold(text.substring(0, text.offsetByCodePoints(0, length))));
        }
        return beginnings.contains("") ? exists() : joined(beginnings, ".*");
    }

    /**
     * Texts of any case as alternatives of as few regular expressions as their length allows. Literal texts of that
     * length are never too complex.
     */
    private QueryBuilder joined(Set<String> texts, String end) {
        List<QueryBuilder> alternatives = new ArrayList<>();
        StringBuilder expression = new StringBuilder();
        for (String text : texts) {
            String escaped = RegexText.escape(text) + end;
            if (text.isEmpty() || escaped.length() > MAX_REGEX_LENGTH / 2) {
                alternatives.add(termOfAnyCase(text));
            } else {
                if (expression.length() + escaped.length() + 1 > MAX_REGEX_LENGTH) {
                    alternatives.add(regexp(expression.toString(), false));
                    expression.setLength(0);
                }
                expression.append(expression.isEmpty() ? "" : "|").append(escaped);
            }
        }
        if (!expression.isEmpty()) {
            alternatives.add(regexp(expression.toString(), false));
        }
        return Clauses.any(alternatives);
    }

    private QueryBuilder regexp(String pattern, boolean caseSensitive) {
        return QueryBuilders.regexpQuery(field, pattern).flags(RegexpFlag.ALL).caseInsensitive(!caseSensitive);
    }

    /** Whether a shard can make the pattern deterministic: a question mark behind a star can double its states. */
    private boolean isSimple(String pattern) {
        int star = pattern.indexOf('*');
        return pattern.length() <= MAX_SIMPLE_PATTERN && (star < 0 || pattern.indexOf('?', star) < 0);
    }

    /** A pattern in Lucene's spelling; any value when it is too complex for a shard. */
    private Bounds raw(String pattern, boolean caseSensitive) {
        QueryBuilder query = QueryBuilders.wildcardQuery(field, pattern).caseInsensitive(!caseSensitive);
        if (isSimple(pattern)) {
            return Bounds.exactly(query);
        }
        try {
            // The sensitive automaton has the states of the insensitive one: one check serves both.
            AutomatonQueries.toCaseInsensitiveWildcardAutomaton(new Term(field, pattern));
        } catch (TooComplexToDeterminizeException tooComplex) {
            return Bounds.atMost(exists());
        }
        return Bounds.exactly(query);
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
