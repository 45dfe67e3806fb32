package org.esdetect.engine;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.esdetect.condition.CompiledCondition;
import org.esdetect.condition.Condition;
import org.esdetect.condition.JudgedFields;
import org.esdetect.event.Event;
import org.esdetect.rule.ExceptionItem;
import org.esdetect.text.Problem;

/** An exception item, ready to judge events. Immutable. */
public final class CompiledException {
    private final ExceptionItem item;
    private final List<Part> parts;
    private final List<Problem> problems;
    private final long expiresMillis;

    /** What must hold; all parts of an item must. */
    sealed interface Part {
        /** Of the event as a whole. */
        record OfEvent(CompiledCondition condition) implements Part {}

        /** Of one of the objects at {@code path}. */
        record OfObject(String path, CompiledCondition condition) implements Part {}
    }

    /** @param parts none when {@code problems} keep it from being applied: then it takes nothing out */
    CompiledException(ExceptionItem item, List<Part> parts, List<Problem> problems) {
        this.item = item;
        this.parts = List.copyOf(parts);
        this.problems = List.copyOf(problems);
        this.expiresMillis = item.expires().map(time -> time.toEpochMilli()).orElse(Long.MAX_VALUE);
    }

    public ExceptionItem item() {
        return item;
    }

    /** What is wrong or doubtful; an error keeps it from being applied. */
    public List<Problem> problems() {
        return problems;
    }

    /** Whether it is judged at all. */
    public boolean isApplied() {
        return !parts.isEmpty();
    }

    public boolean isExpired(long atMillis) {
        return atMillis >= expiresMillis;
    }

    /** Whether it describes {@code event} and is in force at {@code atMillis}. */
    public boolean covers(Event event, long atMillis) {
        if (parts.isEmpty() || isExpired(atMillis)) {
            return false;
        }
        for (Part part : parts) {
            if (!holds(part, event)) {
                return false;
            }
        }
        return true;
    }

    private static boolean holds(Part part, Event event) {
        if (part instanceof Part.OfEvent whole) {
            return whole.condition().matches(event);
        }
        Part.OfObject inside = (Part.OfObject) part;
        return event.objects(inside.path()).stream().anyMatch(inside.condition()::matches);
    }

    /** The fields, and the objects as a whole, of which an event must be known to be judged by it. */
    Set<String> fields() {
        Set<String> fields = new TreeSet<>();
        for (Part part : parts) {
            if (part instanceof Part.OfEvent whole) {
                fields.addAll(JudgedFields.of(whole.condition().condition()));
            } else {
                fields.add(((Part.OfObject) part).path());
            }
        }
        return fields;
    }

    /** What the event as a whole must satisfy; what nested entries ask is beside it. */
    Condition condition() {
        return Condition.allOf(parts.stream()
                .filter(Part.OfEvent.class::isInstance)
                .map(part -> ((Part.OfEvent) part).condition().condition())
                .toList());
    }
}
