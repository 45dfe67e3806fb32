package org.esdetect.es.signal;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.Logger;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.admin.indices.delete.DeleteIndexRequest;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.OriginSettingClient;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.persistent.PersistentTasksService;
import org.esdetect.alert.SignalsIndex;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.Detector;
import org.esdetect.es.DetectNames;
import org.esdetect.rule.Suppression;

/**
 * Deletes the notes of folded events of whole months that no alert can count any more: a note is in the month of its
 * event, an event may arrive five weeks later and is then counted for as long as a window is open. An index that was
 * made lately stays as well, as old events do come in bulk.
 */
public final class NoteRetention {
    private static final Logger logger = LogManager.getLogger(NoteRetention.class);
    private static final String PREFIX = DetectNames.SUPPRESSED + "-";
    private static final DateTimeFormatter MONTH = DateTimeFormatter.ofPattern("uuuu.MM", Locale.ROOT);

    private final Client client;
    private final Detector detector;
    private final InstantSource clock;

    public NoteRetention(Client client, Detector detector, InstantSource clock) {
        this.client = new OriginSettingClient(client, PersistentTasksService.PERSISTENT_TASK_ORIGIN);
        this.detector = detector;
        this.clock = clock;
    }

    /** Deletes what nobody needs; what cannot be deleted now is tried again at the next look. */
    public void look(ClusterState state) {
        look(
                state,
                ActionListener.wrap(
                        done -> {},
                        failure -> logger.warn("notes of folded events that nobody needs stay for now", failure)));
    }

    /**
     * Deletes what nobody needs, if this node is the elected master and knows the rules.
     *
     * @param listener answered when it is deleted
     */
    void look(ClusterState state, ActionListener<Void> listener) {
        Duration longest = longestWindow();
        String[] old = !state.nodes().isLocalNodeElectedMaster() || !detector.isLoaded()
                ? new String[0]
                : notNeeded(state.metadata().indices(), longest, clock.instant());
        if (old.length == 0) {
            listener.onResponse(null);
            return;
        }
        client.admin()
                .indices()
                .delete(new DeleteIndexRequest(old), listener.delegateFailureAndWrap((next, deleted) -> {
                    logger.info(
                            "deleted {}: no alert counts events of that time any more; the longest suppression"
                                    + " of a rule is [{}]",
                            String.join(", ", old),
                            longest);
                    next.onResponse(null);
                }));
    }

    /** Of rules that are switched off too: they may be switched on again. */
    private Duration longestWindow() {
        return detector.current().all().stream()
                .map(CompiledRule::rule)
                .flatMap(rule -> rule.suppression().map(Suppression::window).stream())
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
    }

    private static String[] notNeeded(Map<String, IndexMetadata> indices, Duration longest, Instant now) {
        Map<String, IndexMetadata> notes = new TreeMap<>(indices);
        notes.keySet().removeIf(name -> !name.startsWith(PREFIX));
        return notes.values().stream()
                .filter(index ->
                        isOver(index, now.minus(SignalsIndex.LONGEST_DELAY).minus(longest)))
                .map(index -> index.getIndex().getName())
                .toArray(String[]::new);
    }

    private static boolean isOver(IndexMetadata index, Instant needed) {
        try {
            YearMonth month = YearMonth.parse(index.getIndex().getName().substring(PREFIX.length()), MONTH);
            Instant end =
                    month.plusMonths(1).atDay(1).atStartOfDay(ZoneOffset.UTC).toInstant();
            return end.isBefore(needed) && index.getCreationDate() < needed.toEpochMilli();
        } catch (DateTimeException notOurs) {
            return false;
        }
    }
}
