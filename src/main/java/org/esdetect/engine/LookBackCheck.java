package org.esdetect.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.esdetect.eql.ast.MaxSpan;
import org.esdetect.eql.ast.Query;
import org.esdetect.rule.LookBack;
import org.esdetect.rule.Rule;
import org.esdetect.text.Problem;

/**
 * A sequence fits into what its rule looks back at.
 *
 * <p>Runs here are driven by what arrived and join as far back as {@code maxspan} says, so that a short look-back loses
 * nothing; a run of Kibana sees nothing before it. Without a {@code maxspan} the look-back takes its place, here as
 * there.
 */
final class LookBackCheck {
    private LookBackCheck() {}

    static List<Problem> check(Rule rule, Query query) {
        Duration length = shortest(rule.timing());
        if (!(query instanceof Query.SequenceQuery sequence) || length.isZero() || length.isNegative()) {
            return List.of(); // a window from one date to another: only a clock knows its length
        }
        Optional<MaxSpan> span = sequence.maxSpan();
        if (span.isEmpty()) {
            return List.of(withoutMaxSpan(rule, sequence, length));
        }
        return span.get().millis() > length.toMillis() ? List.of(beyond(rule, span.get(), length)) : List.of();
    }

    /** Date math that rounds is the shortest at midnight on the first of January. */
    private static Duration shortest(Rule.Timing timing) {
        LookBack lookBack = LookBack.of(timing);
        return Duration.between(lookBack.start(Instant.EPOCH), lookBack.end(Instant.EPOCH));
    }

    private static Problem beyond(Rule rule, MaxSpan span, Duration length) {
        Duration interval = LookBack.of(rule.timing()).interval();
        long wholeSeconds = span.millis() / 1_000 + (span.millis() % 1_000 > 0 ? 1 : 0);
        Duration enough = Duration.ofSeconds(wholeSeconds).plus(interval);
        return new Problem(
                Problem.Code.LOOK_BACK,
                Problem.Severity.WARNING,
                span.span(),
                "[maxspan] is longer than the [" + words(length) + "] that [from] of ["
                        + rule.timing().from()
                        + "] looks back: runs here join events as far back as [maxspan], but Kibana misses what takes"
                        + " longer than [" + words(length) + "]; [now-" + words(enough) + "] is enough for both");
    }

    private static Problem withoutMaxSpan(Rule rule, Query.SequenceQuery sequence, Duration length) {
        return new Problem(
                Problem.Code.LOOK_BACK,
                Problem.Severity.WARNING,
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
