package org.esdetect.peers;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashSet;
import java.util.Set;

/** All that one conjunction asks of one key: a rule of Event Ruler names a key once. {@code negated}: no pattern passes. */
record RulerTest(boolean negated, Set<RulerPattern> patterns) {

    /** Both at once, on one key. */
    RulerTest and(RulerTest other) {
        if (equals(other)) {
            return this;
        }
        if (!negated || !other.negated) {
            throw new InexpressibleException("two tests of one field at once");
        }
        return new RulerTest(true, union(other));
    }

    /** One or the other; both must be positive. */
    RulerTest or(RulerTest other) {
        return new RulerTest(false, union(other));
    }

    private Set<RulerPattern> union(RulerTest other) {
        Set<RulerPattern> all = new LinkedHashSet<>(patterns);
        all.addAll(other.patterns);
        return all;
    }

    /** Whether this asks for one of some whole values and nothing else: what Event Ruler does best. */
    boolean isLiteral() {
        return !negated && patterns.stream().allMatch(RulerPattern.Text.class::isInstance);
    }

    ArrayNode json() {
        ArrayNode alternatives = JsonNodeFactory.instance.arrayNode();
        if (!negated) {
            patterns.forEach(pattern -> alternatives.add(pattern.json()));
            return alternatives;
        }
        alternatives.addObject().put("exists", false);
        if (!patterns.stream().allMatch(RulerPattern.Present.class::isInstance)) {
            alternatives.add(anythingBut());
        }
        return alternatives;
    }

    private ObjectNode anythingBut() {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        boolean literal = patterns.stream().allMatch(RulerPattern.Text.class::isInstance);
        ArrayNode values = literal
                ? object.putArray("anything-but")
                : object.putObject("anything-but").putArray("wildcard");
        for (RulerPattern pattern : patterns) {
            if (pattern instanceof RulerPattern.Text text) {
                values.add(literal ? text.text() : text.asWildcard());
            } else if (pattern instanceof RulerPattern.Wild wild) {
                values.add(wild.spelled());
            } else {
                throw new InexpressibleException("negated test of a number or an address");
            }
        }
        return object;
    }
}
