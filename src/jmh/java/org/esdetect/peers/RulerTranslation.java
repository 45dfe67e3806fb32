package org.esdetect.peers;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.esdetect.condition.Condition;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.condition.Wildcard;
import org.esdetect.event.AsciiCase;
import org.esdetect.peers.FieldForms.Form;

/**
 * A condition as rules of Event Ruler: in disjunctive normal form, a rule for each conjunction, a key for each field. A
 * conjunction is a map from key to test.
 *
 * <p>A negated test of a list means "some value is another" there and "no value is one of these" here, so of fields that
 * hold lists negations are left out.
 */
final class RulerTranslation {
    private static final int MAX_CONJUNCTIONS = 64;

    private final FieldForms forms;
    private final Set<String> listFields;
    private final boolean widenQuestionMarks;

    /**
     * A translation.
     *
     * @param listFields the fields that hold several values in some event
     * @param widenQuestionMarks whether {@code ?}, which Event Ruler has not, may become {@code *}
     */
    RulerTranslation(FieldForms forms, Set<String> listFields, boolean widenQuestionMarks) {
        this.forms = forms;
        this.listFields = listFields;
        this.widenQuestionMarks = widenQuestionMarks;
    }

    /** The conjunctions of {@code condition}. */
    List<Map<String, RulerTest>> translate(Condition condition) {
        List<Map<String, RulerTest>> all = condition.accept(new Polarity(false));
        if (all.isEmpty() || all.stream().anyMatch(Map::isEmpty)) {
            throw new InexpressibleException("always or never true");
        }
        // What cannot be spelled is found out now.
        all.forEach(conjunction -> conjunction.values().forEach(RulerTest::json));
        if (negatesLists(all)) {
            throw new InexpressibleException("negated test of a field that holds lists");
        }
        return all;
    }

    /** The condition, or its negation. */
    private final class Polarity implements Condition.Visitor<List<Map<String, RulerTest>>> {
        private final boolean negated;

        Polarity(boolean negated) {
            this.negated = negated;
        }

        @Override
        public List<Map<String, RulerTest>> allOf(Condition.AllOf condition) {
            return negated ? any(condition.terms()) : all(condition.terms());
        }

        @Override
        public List<Map<String, RulerTest>> anyOf(Condition.AnyOf condition) {
            return negated ? all(condition.terms()) : any(condition.terms());
        }

        @Override
        public List<Map<String, RulerTest>> not(Condition.Not condition) {
            return condition.term().accept(new Polarity(!negated));
        }

        @Override
        public List<Map<String, RulerTest>> leaf(Condition.Leaf condition) {
            Map<String, Set<RulerPattern>> byKey = condition.predicate().accept(new Leaves());
            List<Map<String, RulerTest>> tests = new ArrayList<>();
            byKey.forEach((key, patterns) -> tests.add(Map.of(key, new RulerTest(negated, patterns))));
            return negated ? List.of(product(tests)) : tests;
        }

        @Override
        public List<Map<String, RulerTest>> constant(Condition.Constant condition) {
            return condition.value() != negated ? List.of(Map.of()) : List.of();
        }

        private List<Map<String, RulerTest>> any(List<Condition> terms) {
            Map<String, RulerTest> single = new LinkedHashMap<>();
            List<Map<String, RulerTest>> all = new ArrayList<>();
            for (Condition term : terms) {
                for (Map<String, RulerTest> conjunction : term.accept(this)) {
                    boolean mergeable = conjunction.size() == 1
                            && conjunction.values().stream().noneMatch(RulerTest::negated);
                    if (mergeable) {
                        conjunction.forEach((key, test) -> single.merge(key, test, RulerTest::or));
                    } else {
                        all.add(conjunction);
                    }
                }
            }
            single.forEach((key, test) -> all.add(Map.of(key, test)));
            return all;
        }

        private List<Map<String, RulerTest>> all(List<Condition> terms) {
            List<Map<String, RulerTest>> all = List.of(Map.of());
            for (Condition term : terms) {
                List<Map<String, RulerTest>> next = new ArrayList<>();
                List<Map<String, RulerTest>> alternatives = term.accept(this);
                for (Map<String, RulerTest> left : all) {
                    for (Map<String, RulerTest> right : alternatives) {
                        next.add(product(List.of(left, right)));
                    }
                }
                if (next.size() > MAX_CONJUNCTIONS) {
                    throw new InexpressibleException("more than " + MAX_CONJUNCTIONS + " conjunctions");
                }
                all = next;
            }
            return all;
        }
    }

    private static Map<String, RulerTest> product(List<Map<String, RulerTest>> factors) {
        Map<String, RulerTest> product = new TreeMap<>();
        factors.forEach(factor -> factor.forEach((key, test) -> {
            product.merge(key, test, RulerTest::and);
        }));
        return product;
    }

    /** The patterns of one leaf, by the key that they are asked of; any of them makes the leaf true. */
    private final class Leaves implements Predicate.Visitor<Map<String, Set<RulerPattern>>> {
        private final Map<String, Set<RulerPattern>> byKey = new LinkedHashMap<>();

        private void add(String field, Form form, RulerPattern pattern) {
            byKey.computeIfAbsent(forms.need(field, form), unseen -> new LinkedHashSet<>())
                    .add(pattern);
        }

        private void addText(String field, String text, boolean caseSensitive) {
            add(field, form(caseSensitive), new RulerPattern.Text(caseSensitive ? text : AsciiCase.fold(text)));
        }

        private Form form(boolean caseSensitive) {
            return caseSensitive ? Form.EXACT : Form.FOLDED;
        }

        @Override
        public Map<String, Set<RulerPattern>> exists(Predicate.Exists predicate) {
            add(predicate.field(), Form.PRESENCE, new RulerPattern.Present());
            return byKey;
        }

        @Override
        public Map<String, Set<RulerPattern>> oneOf(Predicate.OneOf predicate) {
            for (Literal literal : predicate.values()) {
                if (literal.value() instanceof Number number) {
                    add(predicate.field(), Form.NUMBER, new RulerPattern.Compared("=", number.doubleValue()));
                } else {
                    boolean sensitive = predicate.caseSensitive() || literal.value() instanceof Boolean;
                    addText(predicate.field(), String.valueOf(literal.value()), sensitive);
                }
            }
            return byKey;
        }

        @Override
        public Map<String, Set<RulerPattern>> like(Predicate.Like predicate) {
            for (String pattern : predicate.patterns()) {
                String folded = predicate.caseSensitive() ? pattern : AsciiCase.fold(pattern);
                if (Wildcard.isPattern(pattern)) {
                    add(
                            predicate.field(),
                            form(predicate.caseSensitive()),
                            RulerPattern.Wild.ofPattern(folded, widenQuestionMarks));
                } else {
                    addText(predicate.field(), pattern, predicate.caseSensitive());
                }
            }
            return byKey;
        }

        @Override
        public Map<String, Set<RulerPattern>> regex(Predicate.Regex predicate) {
            throw new InexpressibleException("regular expression");
        }

        @Override
        public Map<String, Set<RulerPattern>> range(Predicate.Range predicate) {
            if (!(predicate.bound().value() instanceof Number bound)) {
                throw new InexpressibleException("order of texts");
            }
            add(
                    predicate.field(),
                    Form.NUMBER,
                    new RulerPattern.Compared(predicate.order().symbol(), bound.doubleValue()));
            return byKey;
        }

        @Override
        public Map<String, Set<RulerPattern>> inNetwork(Predicate.InNetwork predicate) {
            predicate.blocks().forEach(block -> add(predicate.field(), Form.ADDRESS, new RulerPattern.InBlock(block)));
            return byKey;
        }

        @Override
        public Map<String, Set<RulerPattern>> affix(Predicate.Affix predicate) {
            boolean caseSensitive = predicate.caseSensitive();
            String text = new RulerPattern.Text(caseSensitive ? predicate.text() : AsciiCase.fold(predicate.text()))
                    .asWildcard();
            String spelled =
                    switch (predicate.position()) {
                        case START -> text + "*";
                        case END -> "*" + text;
                        case ANYWHERE -> "*" + text + "*";
                    };
            add(predicate.field(), form(caseSensitive), new RulerPattern.Wild(spelled));
            return byKey;
        }

        @Override
        public Map<String, Set<RulerPattern>> computed(Predicate.Computed predicate) {
            throw new InexpressibleException("functions and fields compared with fields");
        }
    }

    /** Whether a negation of one of {@code conjunctions} asks a field that holds lists. */
    private boolean negatesLists(List<Map<String, RulerTest>> conjunctions) {
        Set<String> negated = new LinkedHashSet<>();
        conjunctions.forEach(conjunction -> conjunction.forEach((key, test) -> {
            if (test.negated() && !key.endsWith("!")) {
                negated.add(key);
            }
        }));
        return forms.all().keySet().stream()
                .filter(listFields::contains)
                .anyMatch(field -> negated.contains(FieldForms.name(field, Form.EXACT))
                        || negated.contains(FieldForms.name(field, Form.FOLDED)));
    }
}
