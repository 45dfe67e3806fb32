package org.esdetect.peers;

import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.document.DoublePoint;
import org.apache.lucene.document.InetAddressPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.AutomatonQuery;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.PrefixQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.RegexpQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.WildcardQuery;
import org.apache.lucene.util.automaton.Automaton;
import org.apache.lucene.util.automaton.Operations;
import org.apache.lucene.util.automaton.RegExp;
import org.apache.lucene.util.automaton.TooComplexToDeterminizeException;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Order;
import org.esdetect.condition.Predicate;
import org.esdetect.condition.Wildcard;
import org.esdetect.event.AsciiCase;
import org.esdetect.event.NetworkBlock;
import org.esdetect.peers.FieldForms.Form;

/**
 * A condition as a Lucene query over keywords. Insensitive tests ask a folded twin of the field, the patterns of one test are
 * one automaton where that stays small: both are less work than what they replace.
 */
final class LuceneTranslation implements Condition.Visitor<Query>, Predicate.Visitor<Query> {
    /** The keyword field that names the fields which have a value. */
    static final String PRESENT = "_present";

    /** Lists of rules are longer than what Lucene allows by itself. */
    private static final int MAX_CLAUSES = 100_000;

    private final FieldForms forms;

    LuceneTranslation(FieldForms forms) {
        this.forms = forms;
        IndexSearcher.setMaxClauseCount(MAX_CLAUSES);
    }

    @Override
    public Query allOf(Condition.AllOf condition) {
        BooleanQuery.Builder all = new BooleanQuery.Builder();
        boolean positive = false;
        for (Condition term : condition.terms()) {
            if (term instanceof Condition.Not not) {
                all.add(not.term().accept(this), Occur.MUST_NOT);
            } else {
                all.add(term.accept(this), Occur.FILTER);
                positive = true;
            }
        }
        if (!positive) {
            all.add(new MatchAllDocsQuery(), Occur.FILTER);
        }
        return all.build();
    }

    @Override
    public Query anyOf(Condition.AnyOf condition) {
        return any(condition.terms().stream().map(term -> term.accept(this)).toList());
    }

    @Override
    public Query not(Condition.Not condition) {
        return new BooleanQuery.Builder()
                .add(new MatchAllDocsQuery(), Occur.FILTER)
                .add(condition.term().accept(this), Occur.MUST_NOT)
                .build();
    }

    @Override
    public Query leaf(Condition.Leaf condition) {
        return condition.predicate().accept(this);
    }

    @Override
    public Query constant(Condition.Constant condition) {
        return condition.value() ? new MatchAllDocsQuery() : new MatchNoDocsQuery();
    }

    @Override
    public Query exists(Predicate.Exists predicate) {
        forms.need(predicate.field(), Form.PRESENCE);
        return new TermQuery(new Term(PRESENT, predicate.field()));
    }

    @Override
    public Query oneOf(Predicate.OneOf predicate) {
        List<Query> alternatives = new ArrayList<>();
        for (Literal literal : predicate.values()) {
            if (literal.value() instanceof Number number) {
                String name = forms.need(predicate.field(), Form.NUMBER);
                alternatives.add(DoublePoint.newExactQuery(name, number.doubleValue()));
            } else {
                boolean sensitive = predicate.caseSensitive() || literal.value() instanceof Boolean;
                alternatives.add(text(predicate.field(), String.valueOf(literal.value()), sensitive));
            }
        }
        return any(alternatives);
    }

    private Query text(String field, String text, boolean caseSensitive) {
        return new TermQuery(new Term(name(field, caseSensitive), caseSensitive ? text : AsciiCase.fold(text)));
    }

    private String name(String field, boolean caseSensitive) {
        return forms.need(field, caseSensitive ? Form.EXACT : Form.FOLDED);
    }

    @Override
    public Query like(Predicate.Like predicate) {
        List<Query> alternatives = new ArrayList<>();
        List<Term> wildcards = new ArrayList<>();
        String name = name(predicate.field(), predicate.caseSensitive());
        for (String pattern : predicate.patterns()) {
            if (Wildcard.isPattern(pattern)) {
                String folded = predicate.caseSensitive() ? pattern : AsciiCase.fold(pattern);
                wildcards.add(new Term(name, folded.replace("\\", "\\\\")));
            } else {
                alternatives.add(text(predicate.field(), pattern, predicate.caseSensitive()));
            }
        }
        alternatives.addAll(wildcards.size() > 1 ? joined(wildcards) : each(wildcards));
        return any(alternatives);
    }

    private static List<Query> each(List<Term> wildcards) {
        return wildcards.stream().map(term -> (Query) new WildcardQuery(term)).toList();
    }

    private static List<Query> joined(List<Term> wildcards) {
        try {
            Automaton all = Operations.union(
                    wildcards.stream().map(WildcardQuery::toAutomaton).toList());
            Automaton small = Operations.determinize(all, Operations.DEFAULT_DETERMINIZE_WORK_LIMIT);
            return List.of(new AutomatonQuery(wildcards.get(0), small));
        } catch (TooComplexToDeterminizeException tooLarge) {
            return each(wildcards);
        }
    }

    @Override
    public Query regex(Predicate.Regex predicate) {
        int matchFlags = predicate.caseSensitive() ? 0 : RegExp.ASCII_CASE_INSENSITIVE;
        String name = forms.need(predicate.field(), Form.EXACT);
        return any(predicate.patterns().stream()
                .map(pattern -> (Query) new RegexpQuery(
                        new Term(name, pattern), RegExp.ALL, matchFlags, Operations.DEFAULT_DETERMINIZE_WORK_LIMIT))
                .toList());
    }

    @Override
    public Query range(Predicate.Range predicate) {
        if (!(predicate.bound().value() instanceof Number bound)) {
            throw new InexpressibleException("order of texts");
        }
        double value = bound.doubleValue();
        Order order = predicate.order();
        boolean below = order == Order.LESS || order == Order.LESS_OR_EQUAL;
        double low = order == Order.GREATER ? DoublePoint.nextUp(value) : value;
        double high = order == Order.LESS ? DoublePoint.nextDown(value) : value;
        return DoublePoint.newRangeQuery(
                forms.need(predicate.field(), Form.NUMBER),
                below ? Double.NEGATIVE_INFINITY : low,
                below ? high : Double.POSITIVE_INFINITY);
    }

    @Override
    public Query inNetwork(Predicate.InNetwork predicate) {
        String name = forms.need(predicate.field(), Form.ADDRESS);
        return any(
                predicate.blocks().stream().map(block -> addresses(name, block)).toList());
    }

    private static Query addresses(String name, String block) {
        NetworkBlock.parse(block);
        int slash = block.indexOf('/');
        return InetAddressPoint.newPrefixQuery(
                name,
                org.elasticsearch.common.network.InetAddresses.forString(block.substring(0, slash)),
                Integer.parseInt(block.substring(slash + 1)));
    }

    @Override
    public Query affix(Predicate.Affix predicate) {
        String text = predicate.caseSensitive() ? predicate.text() : AsciiCase.fold(predicate.text());
        String name = name(predicate.field(), predicate.caseSensitive());
        String escaped = text.replace("\\", "\\\\").replace("*", "\\*").replace("?", "\\?");
        return switch (predicate.position()) {
            case START -> new PrefixQuery(new Term(name, text));
            case END -> new WildcardQuery(new Term(name, "*" + escaped));
            case ANYWHERE -> new WildcardQuery(new Term(name, "*" + escaped + "*"));
        };
    }

    @Override
    public Query computed(Predicate.Computed predicate) {
        throw new InexpressibleException("functions and fields compared with fields");
    }

    private static Query any(List<Query> alternatives) {
        if (alternatives.size() == 1) {
            return alternatives.get(0);
        }
        BooleanQuery.Builder any = new BooleanQuery.Builder();
        alternatives.forEach(alternative -> any.add(alternative, Occur.SHOULD));
        return any.build();
    }
}
