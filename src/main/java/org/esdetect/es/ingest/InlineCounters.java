package org.esdetect.es.ingest;

import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;
import org.esdetect.es.stats.StatsSource;
import org.jspecify.annotations.Nullable;

/** What the processors of this node did since it started. */
public final class InlineCounters implements StatsSource {
    private final LongAdder inspected = new LongAdder();
    private final LongAdder matchedDocuments = new LongAdder();
    private final LongAdder matches = new LongAdder();
    private final LongAdder passedWhileDisabled = new LongAdder();
    private final LongAdder strippedTags = new LongAdder();
    private final Map<Deferral, LongAdder> deferred = new EnumMap<>(Deferral.class);
    private final SampledTimes times = new SampledTimes();
    private volatile @Nullable String lastError;

    public InlineCounters() {
        for (Deferral reason : Deferral.values()) {
            deferred.put(reason, new LongAdder());
        }
    }

    @Override
    public String name() {
        return "inline";
    }

    @Override
    public Map<String, Object> stats() {
        Map<String, Object> stats = new LinkedHashMap<>();
        stats.put("documents", inspected.sum());
        stats.put("matched_documents", matchedDocuments.sum());
        stats.put("matches", matches.sum());
        stats.put("passed_while_disabled", passedWhileDisabled.sum());
        stats.put("stripped_tags", strippedTags.sum());
        Map<String, Object> reasons = new LinkedHashMap<>();
        deferred.forEach((reason, count) -> reasons.put(reason.fieldValue(), count.sum()));
        stats.put("deferred", reasons);
        String error = lastError;
        if (error != null) {
            stats.put("last_error", error);
        }
        stats.put("sampled_time", times.stats());
        return stats;
    }

    void inspected() {
        inspected.increment();
    }

    void matched(int rules) {
        matchedDocuments.increment();
        matches.add(rules);
    }

    void passedWhileDisabled() {
        passedWhileDisabled.increment();
    }

    void strippedTag() {
        strippedTags.increment();
    }

    void deferred(Deferral reason) {
        deferred.get(reason).increment();
    }

    void failed(Throwable failure) {
        lastError = failure.toString();
    }

    void took(long nanos) {
        times.add(nanos);
    }
}
