package org.esdetect.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.esdetect.condition.Condition;
import org.esdetect.event.AsciiCase;
import org.esdetect.event.MapEvent;
import org.esdetect.event.Values;
import org.esdetect.peers.FieldForms.Form;
import software.amazon.event.ruler.GenericMachine;

/**
 * AWS Event Ruler: all rules as one automaton a field. It is handed a parsed tree, the fastest of its ways in, of one level,
 * with the fields that its rules name and no other; making the tree is not timed.
 */
final class EventRuler implements Contender<JsonNode> {
    private final FieldForms forms = new FieldForms();
    private final GenericMachine<Integer> machine = GenericMachine.<Integer>builder().build();

    /** All of {@code conditions} must be ones that {@link #reasonAgainst} has nothing against. */
    EventRuler(List<Condition> conditions, Set<String> listFields, boolean widen) throws IOException {
        RulerTranslation translation = new RulerTranslation(forms, listFields, widen);
        for (int i = 0; i < conditions.size(); i++) {
            for (Map<String, RulerTest> conjunction : translation.translate(conditions.get(i))) {
                machine.addRule(i, json(conjunction));
            }
        }
    }

    private static String json(Map<String, RulerTest> conjunction) {
        ObjectNode rule = JsonNodeFactory.instance.objectNode();
        conjunction.forEach((key, test) -> rule.set(key, test.json()));
        return rule.toString();
    }

    /** Why Event Ruler cannot say what {@code condition} says; null when it can. */
    static String reasonAgainst(Condition condition, Set<String> listFields, boolean widen) {
        try {
            List<Map<String, RulerTest>> conjunctions =
                    new RulerTranslation(new FieldForms(), listFields, widen).translate(condition);
            GenericMachine<Integer> alone = GenericMachine.<Integer>builder().build();
            for (Map<String, RulerTest> conjunction : conjunctions) {
                alone.addRule(0, json(conjunction));
            }
            return null;
        } catch (InexpressibleException reason) {
            return reason.getMessage();
        } catch (Exception refused) {
            return "refused: " + refused.getMessage();
        }
    }

    /** Whether {@code condition} asks for whole values only, all of them positively. */
    static boolean isLiteral(Condition condition, Set<String> listFields) {
        return new RulerTranslation(new FieldForms(), listFields, false)
                .translate(condition).stream()
                        .allMatch(conjunction -> conjunction.values().stream().allMatch(RulerTest::isLiteral));
    }

    @Override
    public JsonNode prepare(Map<String, Object> event) {
        MapEvent values = new MapEvent(event);
        ObjectNode tree = JsonNodeFactory.instance.objectNode();
        forms.all().forEach((field, needed) -> {
            List<Object> held = values.values(field);
            if (!held.isEmpty()) {
                needed.forEach(form -> put(tree, FieldForms.name(field, form), form, held));
            }
        });
        return tree;
    }

    private static void put(ObjectNode tree, String name, Form form, List<Object> held) {
        ArrayNode all = JsonNodeFactory.instance.arrayNode(held.size());
        for (Object value : held) {
            String text = Values.text(value);
            switch (form) {
                case EXACT, ADDRESS -> all.add(text);
                case FOLDED -> all.add(AsciiCase.fold(text));
                case NUMBER -> {
                    Number number = Values.number(value);
                    if (number != null) {
                        all.add(number.doubleValue());
                    }
                }
                case PRESENCE -> all.add(true);
            }
        }
        if (!all.isEmpty()) {
            tree.set(name, all.size() == 1 ? all.get(0) : all);
        }
    }

    @Override
    public void match(List<JsonNode> events, Matches matches) {
        for (int i = 0; i < events.size(); i++) {
            int event = i;
            machine.rulesForJSONEvent(events.get(i)).stream().distinct().forEach(rule -> matches.found(event, rule));
        }
    }
}
