package org.esdetect.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.esdetect.eql.ast.MaxSpan;
import org.esdetect.eql.ast.Query;
import org.esdetect.rule.LookBack;
import org.esdetect.rule.Rule;
import org.esdetect.text.Problem;
import org.esdetect.text.Problems;

/**
 * A sequence fits into what its rule looks back at.
 *
 * <p>Runs here are driven by what arrived and join as far back as {@code maxspan} says, so that a short look-back loses
 * nothing; a run of Kibana sees nothing before it. Without a {@code maxspan} the look-back takes its place, here as there.
 */
final class LookBackCheck {
    private LookBackCheck() {}

    static void check(Rule rule, Query query, Problems problems) {
        if (query instanceof Query.SequenceQuery sequence) {
            Duration length = shortest(rule.timing());
            if (length.isZero() || length.isNegative()) {
                return; // from one date to another: only a clock knows
            }
            Optional<MaxSpan> span = sequence.maxSpan();
            if (span.isEmpty()) {
                withoutMaxSpan(rule, sequence, length, problems);
            } else if (span.get().millis() > length.toMillis()) {
                beyond(rule, span.get(), length, problems);
            }
        }
    }

    /** Date math that rounds is the shortest at midnight on the first of January. */
    private static Duration shortest(Rule.Timing timing) {
        LookBack lookBack = LookBack.of(timing);
        return Duration.between(lookBack.start(Instant.EPOCH), lookBack.end(Instant.EPOCH));
    }

    private static void beyond(Rule rule, MaxSpan span, Duration length, Problems problems) {
        Duration interval = LookBack.of(rule.timing()).interval();
        long wholeSeconds = span.millis() / 1_000 + (span.millis() % 1_000 > 0 ? 1 : 0);
        Duration enough = Duration.ofSeconds(wholeSeconds).plus(interval);
        problems.warning(
                Problem.Code.LOOK_BACK,
                span.span(),
                "[maxspan] is longer than the [" + words(length) + "] that [from] of [" + rule.timing().from()
                        + "] looks back: runs here join events as far back as [maxspan], but Kibana misses what takes"
                        + " longer than [" + words(length) + "]; [now-" + words(enough) + "] is enough for both");
    }

    private static void withoutMaxSpan(
            Rule rule, Query.SequenceQuery sequence, Duration length, Problems problems) {
        problems.warning(
                Problem.Code.LOOK_BACK,
                sequence.steps().get(0).span(),
                "a sequence without [maxspan] joins events that are at most [" + words(length)
                        + "] apart, as far as [from] of [" + rule.timing().from()
                        + "] looks back; write [with maxspan=...] to say how long it may take");
    }

    /** As EQL writes it, in the largest unit that fits. */
    private static String words(Duration length) {
        long seconds = length.toSeconds();
        if (seconds % 86_400 == 0) {
            return seconds / 86_400 + "d";
        }
        if (seconds % 3_600 == 0) {
            return seconds / 3_600 + "h";
        }
        return seconds % 60 == 0 ? seconds / 60 + "m" : seconds + "s";
    }
}
