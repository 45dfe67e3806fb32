package org.esdetect.es.signal;

import static org.assertj.core.api.BDDAssertions.then;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.elasticsearch.action.support.PlainActionFuture;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.test.ESSingleNodeTestCase;
import org.esdetect.engine.CompiledRules;
import org.esdetect.engine.Detector;
import org.esdetect.engine.RuleCompiler;
import org.esdetect.es.DetectNames;
import org.esdetect.testing.TestRules;

/** Months of notes go when no window can need them, and not a moment earlier. */
public class NoteRetentionTests extends ESSingleNodeTestCase {
    private final Detector detector = new Detector();
    /** The first moment of the month after this one: the indices of this test are made before it. */
    private final Instant nextMonth = YearMonth.from(Instant.now().atZone(ZoneOffset.UTC))
            .plusMonths(1)
            .atDay(1)
            .atStartOfDay(ZoneOffset.UTC)
            .toInstant();

    private static String index(int monthsAgo) {
        return DetectNames.SUPPRESSED + "-"
                + YearMonth.from(Instant.now().atZone(ZoneOffset.UTC))
                        .minusMonths(monthsAgo)
                        .format(DateTimeFormatter.ofPattern("uuuu.MM", Locale.ROOT));
    }

    private void suppressing(int hours) {
        detector.replace(new CompiledRules(
                List.of(RuleCompiler.compile(TestRules.rule(
                        "r",
                        Map.of(
                                "enabled",
                                false,
                                "alert_suppression",
                                Map.of(
                                        "group_by",
                                        List.of("host.name"),
                                        "duration",
                                        Map.of("value", hours, "unit", "h")))))),
                1));
    }

    private Set<String> leftAt(Instant now) {
        PlainActionFuture<Void> done = new PlainActionFuture<>();
        ClusterService cluster = getInstanceFromNode(ClusterService.class);
        new NoteRetention(client(), detector, () -> now).look(cluster.state(), done);
        done.actionGet();
        Set<String> left = new TreeSet<>(cluster.state().metadata().indices().keySet());
        left.removeIf(name -> !name.startsWith(DetectNames.SUPPRESSED));
        return left;
    }

    public void testMonth_goesFiveWeeksAndTheLongestWindowAfterItsEnd() {
        createIndex(index(0));
        createIndex(DetectNames.SUPPRESSED + "-mine");
        createIndex("signals-detect-2001.01");
        suppressing(48);
        Instant needed = nextMonth.plus(Duration.ofDays(35 + 2));
        then(leftAt(needed)).hasSize(2);
        then(leftAt(needed.plusMillis(1))).containsExactly(DetectNames.SUPPRESSED + "-mine");
        then(getInstanceFromNode(ClusterService.class).state().metadata().hasIndex("signals-detect-2001.01"))
                .isTrue();
    }

    public void testMonth_ofEventsLongPast_staysFiveWeeksFromWhenItWasMade() {
        createIndex(index(30));
        suppressing(1);
        then(leftAt(Instant.now().plus(Duration.ofDays(35)))).containsExactly(index(30));
        then(leftAt(Instant.now().plus(Duration.ofDays(36)))).isEmpty();
    }

    public void testNothing_isDeletedByANodeThatDoesNotKnowTheRules() {
        createIndex(index(30));
        then(leftAt(nextMonth.plus(Duration.ofDays(1000)))).containsExactly(index(30));
    }
}
