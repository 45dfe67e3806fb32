package org.esdetect.explain;

import org.esdetect.event.Event;

/** Explains a query about one event. */
public final class EventExplainer implements Explainer {
    private final Outline outline;

    EventExplainer(Outline outline) {
        this.outline = outline;
    }

    /** The whole query, judged clause by clause; {@link Clause#matched} is the rule's verdict. */
    public Clause explain(Event event) {
        return outline.explain(event);
    }

    /** How many clauses an explanation has. */
    public int clauses() {
        return outline.size();
    }
}
