package org.esdetect.es.store;

import java.util.Map;

/**
 * An exception list or item as the store holds it.
 *
 * @param object as {@link org.esdetect.rule.ExceptionDocument} reads it
 * @param revision raised by every write, 1 for the first
 * @param version for a write that must not overwrite another's
 */
public record StoredException(Map<String, Object> object, long revision, Version version) {}
