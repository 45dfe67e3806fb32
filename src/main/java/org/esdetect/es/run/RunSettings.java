package org.esdetect.es.run;

import java.util.List;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.core.TimeValue;

/** The settings of runs, whoever starts them; all of them can be changed while the cluster runs. */
public final class RunSettings {
    /** How late an event may come and still count when a rule asks that something did not happen. */
    public static final Setting<TimeValue> ALLOWED_LATENESS = Setting.timeSetting(
            "detect.schedule.allowed_lateness",
            TimeValue.timeValueMinutes(4),
            TimeValue.ZERO,
            Setting.Property.NodeScope,
            Setting.Property.Dynamic);

    /** Rules that are run at the same time on one node. */
    public static final Setting<Integer> MAX_CONCURRENT_RUNS = Setting.intSetting(
            "detect.schedule.max_concurrent_runs", 2, 1, 64, Setting.Property.NodeScope, Setting.Property.Dynamic);

    /** Events that one run of a sequence rule may hold in memory. */
    public static final Setting<Integer> MAX_CANDIDATES = Setting.intSetting(
            "detect.sequence.max_candidates",
            100_000,
            100,
            10_000_000,
            Setting.Property.NodeScope,
            Setting.Property.Dynamic);

    /** Join keys that one search of a sequence rule may be narrowed to; more are searched for part by part. */
    public static final Setting<Integer> KEYS_PER_SEARCH = Setting.intSetting(
            "detect.sequence.keys_per_search", 10_000, 1, 65_536, Setting.Property.NodeScope, Setting.Property.Dynamic);

    private RunSettings() {}

    /** To be registered by the plugin. */
    public static List<Setting<?>> all() {
        return List.of(ALLOWED_LATENESS, MAX_CONCURRENT_RUNS, MAX_CANDIDATES, KEYS_PER_SEARCH);
    }
}
