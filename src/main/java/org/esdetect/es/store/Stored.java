package org.esdetect.es.store;

import java.util.Map;

/** A document of state and the write that put it there. */
public record Stored(Map<String, Object> source, Version version) {}
