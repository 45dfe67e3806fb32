package org.esdetect.es.schedule;

import org.assertj.core.api.Assertions;
import org.elasticsearch.action.admin.cluster.snapshots.features.ResetFeatureStateAction;
import org.elasticsearch.action.admin.cluster.snapshots.features.ResetFeatureStateRequest;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.persistent.PersistentTasksCustomMetadata;
import org.elasticsearch.persistent.PersistentTasksCustomMetadata.PersistentTask;
import org.esdetect.es.DetectNames;

/** The schedule of a cluster, on one node or on several: in haste, on and off. */
public final class TestSchedule {
    private static final TimeValue TIMEOUT = TimeValue.timeValueSeconds(30);

    private TestSchedule() {}

    /** Rules are run and the sweep is made every second, so that nobody waits for them. */
    static Settings everySecond() {
        return Settings.builder()
                .put(ScheduleSettings.MAX_INTERVAL.getKey(), "1s")
                .put(ScheduleSettings.SWEEP_INTERVAL.getKey(), "1s")
                .build();
    }

    public static void switchOn(Client client, boolean on) {
        set(client, Settings.builder().put(ScheduleSettings.ENABLED.getKey(), on));
    }

    static void set(Client client, Settings.Builder settings) {
        client.admin()
                .cluster()
                .prepareUpdateSettings(TIMEOUT, TIMEOUT)
                .setPersistentSettings(settings)
                .get();
    }

    static PersistentTask<?> task(ClusterState state) {
        return PersistentTasksCustomMetadata.getTaskWithId(state, DetectNames.TASK);
    }

    /**
     * To be tried until it succeeds, after the schedule was switched off: a task that ends may write once more. Left
     * off, or its state would be born again while the framework takes the cluster down.
     */
    public static void assertForgotten(Client client) {
        Assertions.assertThat(task(state(client))).isNull();
        // The state of the schedule is a system index, which the framework does not delete.
        client.execute(ResetFeatureStateAction.INSTANCE, new ResetFeatureStateRequest(TIMEOUT))
                .actionGet();
        Assertions.assertThat(state(client).metadata().hasIndexAbstraction(DetectNames.STATE_INDEX))
                .isFalse();
    }

    private static ClusterState state(Client client) {
        return client.admin().cluster().prepareState(TIMEOUT).get().getState();
    }
}
