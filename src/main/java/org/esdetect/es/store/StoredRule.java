package org.esdetect.es.store;

import org.esdetect.rule.Rule;

/**
 * A rule as the store holds it.
 *
 * @param revision raised by every write of the rule, 1 for the first
 * @param version for a write that must not overwrite another's
 */
public record StoredRule(Rule rule, long revision, Version version) {}
