package org.esdetect.engine;

import java.util.function.LongSupplier;

/** A clock of nanoseconds, as the core has none, which is told what judging single rules took. Any thread. */
public interface RuleTimes extends LongSupplier {
    /** {@code rule} was judged on its own, as the document touched it. */
    void judged(CompiledRule rule, long nanos);
}
