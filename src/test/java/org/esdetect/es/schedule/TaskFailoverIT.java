package org.esdetect.es.schedule;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.api.Assertions;
import org.elasticsearch.test.ESIntegTestCase.ClusterScope;
import org.elasticsearch.test.ESIntegTestCase.Scope;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.DetectNames;
import org.esdetect.es.run.TestSequences;

/** The node that owns the schedule goes away while events come: no hole, nothing twice. */
@ClusterScope(scope = Scope.TEST, numDataNodes = 3, numClientNodes = 0, supportsDedicatedMasters = false)
public class TaskFailoverIT extends ScheduledClusterTestCase {
    private static final CompiledRule[] RULES = {
        TestSequences.sequence("sequence", 300_000, "a", "b"), TestSequences.event("event", "b")
    };

    public void testOwnerStopped_underWrites_leavesNoHoleAndDoublesNothing() throws Exception {
        loadRules(RULES);
        createLogs();
        int pairs = 0;
        pairs = write(pairs, 20);
        awaitAlerts(pairs);
        // One node only: another may go no sooner than its shards have moved, and FailoverIT has two go.
        String owner = owner();
        pairs = write(pairs, 10);
        internalCluster().stopNode(owner);
        pairs = write(pairs, 10);
        awaitAlerts(pairs);
        Assertions.assertThat(owner()).isNotEqualTo(owner);
        pairs = write(pairs, 5);
        awaitAlerts(pairs);
    }

    public void testTaskCancelledByAUser_goesOnWhereItWas() throws Exception {
        loadRules(RULES);
        createLogs();
        int pairs = write(0, 5);
        awaitAlerts(pairs);
        clusterAdmin().prepareCancelTasks().setActions(DetectNames.TASK + "[c]").get();
        pairs = write(pairs, 5);
        awaitAlerts(pairs);
        Assertions.assertThat(task()).isNotNull();
    }

    /** Pairs of events, the first of every third pair late. */
    private int write(int from, int pairs) {
        for (int i = from; i < from + pairs; i++) {
            Instant time = Instant.now().minusSeconds(60);
            if (i % 3 == 0) {
                event("b" + i, "h" + i, time.plusSeconds(5), "b");
                event("a" + i, "h" + i, time, "a");
            } else {
                event("a" + i, "h" + i, time, "a");
                event("b" + i, "h" + i, time.plusSeconds(5), "b");
            }
        }
        return from + pairs;
    }

    /** One alert for each pair from each rule, and none besides. */
    private void awaitAlerts(int pairs) throws Exception {
        List<String> expected = new ArrayList<>();
        for (int i = 0; i < pairs; i++) {
            expected.add("a" + i + " b" + i);
            expected.add("b" + i);
        }
        awaitAlerts(expected);
    }
}
