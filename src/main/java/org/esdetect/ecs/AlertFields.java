package org.esdetect.ecs;

/**
 * The fields of an alert: what the alert adds ({@code kibana.*}, {@code detect.*}) and, in {@link #table()}, the
 * event's own as well. The mapping of the alert indices and the check of each document before it is written read the
 * same table, so that what passes the check fits the mapping. Loaded once, immutable.
 */
public final class AlertFields {
    private static final FieldTable TABLE = EcsFields.table().plus(FieldTable.load("alert-fields.tsv"));

    private AlertFields() {}

    /** Event and alert fields together. */
    public static FieldTable table() {
        return TABLE;
    }
}
