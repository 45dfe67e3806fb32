package org.esdetect.es.task;

/** Where an event is stored. */
public record EventId(String index, String id) {}
