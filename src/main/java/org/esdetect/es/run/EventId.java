package org.esdetect.es.run;

/** Where an event is stored. */
public record EventId(String index, String id) {}
