package org.esdetect.es.run;

import org.elasticsearch.common.breaker.CircuitBreakingException;

/** A run needs more memory than the node's request breaker has left. */
final class RunOutOfMemoryException extends RuntimeException {
    RunOutOfMemoryException(long bytes, CircuitBreakingException full) {
        super(
                "the run needs [" + bytes + "] bytes for the events and join keys of its steps, and"
                        + " [indices.breaker.request.limit], which is [" + full.getByteLimit()
                        + "] bytes, leaves too few: it is tried again; if it fails again, lower"
                        + " [" + RunSettings.MAX_CANDIDATES.getKey() + "] or ["
                        + RunSettings.MAX_CONCURRENT_RUNS.getKey() + "], or give the node more memory",
                full);
    }
}
