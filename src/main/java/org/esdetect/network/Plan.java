package org.esdetect.network;

/** What is left to do for events of one signature. Immutable. */
final class Plan {
    final FieldDispatch[] fields;
    /** Conditions without a witness. */
    final int[] always;

    Plan(FieldDispatch[] fields, int[] always) {
        this.fields = fields;
        this.always = always;
    }
}
