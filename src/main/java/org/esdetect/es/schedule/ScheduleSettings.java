package org.esdetect.es.schedule;

import java.util.List;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.core.TimeValue;

/** The settings of the schedule and the sweep; all of them can be changed while the cluster runs. */
public final class ScheduleSettings {
    /** Off: the persistent task is removed; what arrives meanwhile is judged when it is on again. */
    public static final Setting<Boolean> ENABLED =
            Setting.boolSetting("detect.schedule.enabled", true, Setting.Property.NodeScope, Setting.Property.Dynamic);

    /** No rule is run less often than this, whatever its own interval; 0 leaves the rules alone. */
    public static final Setting<TimeValue> MAX_INTERVAL = Setting.timeSetting(
            "detect.schedule.max_interval",
            TimeValue.ZERO,
            TimeValue.ZERO,
            Setting.Property.NodeScope,
            Setting.Property.Dynamic);

    /** How often tagged events are looked for whose alert may not have been written. */
    public static final Setting<TimeValue> SWEEP_INTERVAL = Setting.timeSetting(
            "detect.sweep.interval",
            TimeValue.timeValueSeconds(10),
            TimeValue.timeValueSeconds(1),
            Setting.Property.NodeScope,
            Setting.Property.Dynamic);

    private ScheduleSettings() {}

    /** To be registered by the plugin. */
    public static List<Setting<?>> all() {
        return List.of(ENABLED, MAX_INTERVAL, SWEEP_INTERVAL);
    }
}
