package org.esdetect.es.hand;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.esdetect.eql.ast.Pipe;
import org.esdetect.es.run.HitOrder;
import org.esdetect.es.run.Match;
import org.esdetect.es.run.MatchSink;
import org.esdetect.event.Event;
import org.esdetect.event.MapEvent;
import org.esdetect.sequence.Ordinal;

/**
 * The first or the last matches of a run, whatever order they come in, and counts of all of them. What must be kept to
 * know them is bounded by the first pipe, or by what is to be shown.
 */
final class PreviewMatches implements MatchSink {
    private static final List<String> NOISY_FIELDS = List.of("host.name", "user.name", "process.name");

    private record Kept(Ordinal last, long arrival, PreviewResult.Shown shown) {}

    /** Matches that end with the same event stay in the order in which the run found them. */
    private static final Comparator<Kept> ORDER =
            Comparator.comparing(Kept::last).thenComparingLong(Kept::arrival);

    private final PreviewRequest request;
    private final List<Pipe> pipes;
    private final Histogram times = new Histogram();
    private final Map<String, FrequentValues> values = new LinkedHashMap<>();
    private List<Kept> kept = new ArrayList<>();
    private long total;

    PreviewMatches(PreviewRequest request, List<Pipe> pipes) {
        this.request = request;
        this.pipes = List.copyOf(pipes);
        NOISY_FIELDS.forEach(field -> values.put(field, new FrequentValues()));
    }

    @Override
    public void accept(List<Match> matches, ActionListener<Void> listener) {
        matches.forEach(this::add);
        listener.onResponse(null);
    }

    private synchronized void add(Match match) {
        PreviewResult.Shown shown = shown(match);
        shown.time().ifPresent(time -> times.add(time.toEpochMilli()));
        Event alert = new MapEvent(match.visible().source());
        values.forEach((field, counted) -> alert.values(field).forEach(value -> counted.add(value.toString())));
        kept.add(new Kept(match.last(), total++, shown));
        if (kept.size() > 2 * bound()) {
            kept = ends(kept, bound(), keepsLast());
        }
    }

    private int bound() {
        return Math.max(1, pipes.isEmpty() ? request.size() : pipes.get(0).count());
    }

    private boolean keepsLast() {
        return pipes.isEmpty() ? request.newest() : pipes.get(0).kind() == Pipe.Kind.TAIL;
    }

    /** What the pipes leave, and of that no more than was asked for, in the order of time. */
    synchronized List<PreviewResult.Shown> shown() {
        List<Kept> left = new ArrayList<>(kept);
        for (Pipe pipe : pipes) {
            left = ends(left, pipe.count(), pipe.kind() == Pipe.Kind.TAIL);
        }
        return ends(left, request.size(), request.newest()).stream()
                .map(Kept::shown)
                .toList();
    }

    synchronized long total() {
        return total;
    }

    synchronized Histogram.Snapshot times() {
        return times.snapshot();
    }

    synchronized Map<String, FrequentValues.Snapshot> values() {
        Map<String, FrequentValues.Snapshot> snapshots = new LinkedHashMap<>();
        values.forEach((field, counted) -> snapshots.put(field, counted.snapshot()));
        return snapshots;
    }

    private static List<Kept> ends(List<Kept> matches, int count, boolean last) {
        List<Kept> sorted = new ArrayList<>(matches);
        sorted.sort(ORDER);
        int size = Math.min(count, sorted.size());
        return new ArrayList<>(last ? sorted.subList(sorted.size() - size, sorted.size()) : sorted.subList(0, size));
    }

    private PreviewResult.Shown shown(Match match) {
        return new PreviewResult.Shown(
                HitOrder.time(match.last()),
                match.events(),
                request.alerts() ? Optional.of(match.visible().source()) : Optional.empty());
    }
}
