package org.esdetect.eql.ast;

import org.esdetect.text.Span;

/** {@code | head 10} or {@code | tail 10}: keeps the first or the last results. */
public record Pipe(Span span, Kind kind, int count) {

    /** The pipes that are understood. */
    public enum Kind {
        HEAD("head"),
        TAIL("tail");

        private final String eqlName;

        Kind(String eqlName) {
            this.eqlName = eqlName;
        }

        public String eqlName() {
            return eqlName;
        }
    }
}
