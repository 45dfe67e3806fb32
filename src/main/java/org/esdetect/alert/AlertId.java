package org.esdetect.alert;

import java.util.List;

/**
 * The {@code _id} of an alert: a digest of what it is about, 43 characters. The same rule and the same events give the
 * same id on every path and every node; the rule's revision is not in it, so that an edited rule does not raise again
 * what it has raised before.
 */
public final class AlertId {
    private static final int OF_EVENT = 1;
    private static final int OF_SEQUENCE = 2;
    private static final int OF_BUILDING_BLOCK = 3;

    private AlertId() {}

    /** The alert of a single-event rule. */
    public static String ofEvent(String ruleId, EventKey key) {
        return digest(OF_EVENT, ruleId, List.of(key)).base64Url();
    }

    /**
     * The parent of a sequence.
     *
     * @param keys the events in step order
     */
    public static String ofSequence(String ruleId, List<EventKey> keys) {
        return digest(OF_SEQUENCE, ruleId, keys).base64Url();
    }

    /**
     * A building block of a sequence.
     *
     * @param keys all events of the sequence, in step order
     * @param position which of them, from 0
     */
    public static String ofBuildingBlock(String ruleId, List<EventKey> keys, int position) {
        return digest(OF_BUILDING_BLOCK, ruleId, keys).number(position).base64Url();
    }

    private static Digest digest(int kind, String ruleId, List<EventKey> keys) {
        Digest digest = new Digest().number(kind).text(ruleId).number(keys.size());
        keys.forEach(key -> digest.text(key.text()));
        return digest;
    }
}
