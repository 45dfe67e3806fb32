package org.esdetect.es.signal;

import java.util.List;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.common.unit.ByteSizeValue;
import org.elasticsearch.core.TimeValue;

/** What an operator can set about writing alerts. */
public final class SignalSettings {
    /**
     * Bytes that may wait on this node, once for tagged events and once for alerts. What does not fit is counted and
     * left to the sweep.
     */
    public static final Setting<ByteSizeValue> QUEUE_BYTES = Setting.byteSizeSetting(
            "detect.signals.queue_bytes",
            ByteSizeValue.ofMb(32),
            ByteSizeValue.ZERO,
            ByteSizeValue.ofBytes(Long.MAX_VALUE),
            Setting.Property.NodeScope,
            Setting.Property.Dynamic);

    /** How long an alert waits for others to be written with. Read at start. */
    public static final Setting<TimeValue> FLUSH_INTERVAL = Setting.timeSetting(
            "detect.signals.flush_interval",
            TimeValue.timeValueMillis(100),
            TimeValue.timeValueMillis(1),
            Setting.Property.NodeScope);

    /**
     * Whether the elected master keeps the pipeline and the index templates in place. Uninstalling sets it to false, so
     * that they stay away while nodes still run the plugin.
     */
    public static final Setting<Boolean> TEMPLATES_ENABLED =
            Setting.boolSetting("detect.templates.enabled", true, Setting.Property.NodeScope, Setting.Property.Dynamic);

    private SignalSettings() {}

    public static List<Setting<?>> all() {
        return List.of(QUEUE_BYTES, FLUSH_INTERVAL, TEMPLATES_ENABLED);
    }
}
