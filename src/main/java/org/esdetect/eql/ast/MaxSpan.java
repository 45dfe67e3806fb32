package org.esdetect.eql.ast;

import java.util.Optional;
import org.esdetect.text.Span;

/** {@code maxspan=5m}: the longest time from the first event of a sequence to its last, inclusive. */
public record MaxSpan(Span span, long amount, Unit unit) {

    /** The units that EQL knows, all written in lower case. */
    public enum Unit {
        MILLISECONDS("ms", 1),
        SECONDS("s", 1_000),
        MINUTES("m", 60_000),
        HOURS("h", 3_600_000),
        DAYS("d", 86_400_000);

        private final String symbol;
        private final long millis;

        Unit(String symbol, long millis) {
            this.symbol = symbol;
            this.millis = millis;
        }

        public String symbol() {
            return symbol;
        }

        /** The unit written {@code symbol}, in lower case. */
        public static Optional<Unit> of(String symbol) {
            for (Unit unit : values()) {
                if (unit.symbol.equals(symbol)) {
                    return Optional.of(unit);
                }
            }
            return Optional.empty();
        }
    }

    /** @throws ArithmeticException if it does not fit a long; the parser lets no such span through */
    public long millis() {
        return Math.multiplyExact(amount, unit.millis);
    }
}
