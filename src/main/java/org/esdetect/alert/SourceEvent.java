package org.esdetect.alert;

import java.util.Map;

/**
 * An event as it is stored: what an alert is made of.
 *
 * @param target the data stream, or the index when there is none; part of the event key when the event has no ids of
 *     its own
 * @param index the concrete index that holds it; {@code ancestors.index} points here, so that a person can open it
 * @param id its {@code _id}
 * @param source its {@code _source}, the {@code detect} object included
 */
public record SourceEvent(String target, String index, String id, Map<String, Object> source) {}
