package org.esdetect.alert;

import org.esdetect.rule.Rule;

/**
 * Where an alert stands, known before it is built.
 *
 * @param id in {@code index}
 */
public record AlertPlace(String index, String id) {

    /** That of the alert of a single-event rule that does not fold. */
    public static AlertPlace ofEvent(Rule rule, SourceEvent event) {
        return new AlertPlace(SignalsIndex.of(event), AlertId.ofEvent(rule.id(), EventKey.of(event)));
    }
}
