package org.esdetect.es.run;

import java.util.concurrent.atomic.AtomicLong;
import org.elasticsearch.common.breaker.CircuitBreaker;
import org.elasticsearch.common.breaker.CircuitBreakingException;
import org.elasticsearch.core.Releasable;

/**
 * What a run holds in memory, taken from the node's request breaker, so that many runs at once make one of them fail
 * and not the node.
 */
final class RunMemory implements Releasable {
    private final CircuitBreaker breaker;
    private final AtomicLong held = new AtomicLong();

    RunMemory(CircuitBreaker breaker) {
        this.breaker = breaker;
    }

    /** @throws RunOutOfMemoryException when the node has no more to give; then nothing was taken */
    void take(long bytes) {
        try {
            breaker.addEstimateBytesAndMaybeBreak(bytes, "detect");
        } catch (CircuitBreakingException full) {
            throw new RunOutOfMemoryException(held.get() + bytes, full);
        }
        held.addAndGet(bytes);
    }

    void release(long bytes) {
        breaker.addWithoutBreaking(-bytes);
        held.addAndGet(-bytes);
    }

    /** Gives back all that is held. */
    @Override
    public void close() {
        breaker.addWithoutBreaking(-held.getAndSet(0));
    }
}
