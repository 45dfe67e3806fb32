package org.esdetect.es.hand;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A run that somebody asked for.
 *
 * @param ruleIds which rules; empty for all that are not judged inline alone
 * @param from start of the window as it was written; empty for each rule's own look-back
 * @param to its end; empty for now
 * @param maxSignals how many alerts of a rule may be new; empty for the rule's own number
 */
public record HandRequest(
        Optional<List<String>> ruleIds,
        Optional<String> from,
        Optional<String> to,
        boolean dryRun,
        OptionalLong maxSignals) {}
