package org.esdetect.es.store;

import java.util.List;
import org.elasticsearch.common.settings.ClusterSettings;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.common.settings.Setting.Property;
import org.elasticsearch.common.unit.ByteSizeValue;
import org.elasticsearch.core.TimeValue;
import org.esdetect.rule.ReadLimits;

/** The settings of the rule store. */
public final class StoreSettings {
    /** Whether the rules that ship with the plugin are installed into a cluster that has never had them. */
    public static final Setting<Boolean> PREBUILT =
            Setting.boolSetting("detect.rules.prebuilt", true, Property.NodeScope);

    /** How often a node asks whether rules changed without its knowing; also the longest pause between retries. */
    public static final Setting<TimeValue> POLL_INTERVAL = Setting.timeSetting(
            "detect.rules.poll_interval",
            TimeValue.timeValueSeconds(5),
            TimeValue.timeValueMillis(100),
            Property.NodeScope,
            Property.Dynamic);

    /** The largest rule that is stored, as JSON. */
    public static final Setting<ByteSizeValue> MAX_SIZE = Setting.byteSizeSetting(
            "detect.rules.max_size",
            ByteSizeValue.ofKb(256),
            ByteSizeValue.ofKb(1),
            ByteSizeValue.ofMb(10),
            Property.NodeScope,
            Property.Dynamic);

    private StoreSettings() {}

    /** What is read of a rule, which may be as large as the store takes it. */
    public static ReadLimits readLimits(ClusterSettings settings) {
        return ReadLimits.DEFAULT.withMaxBytes((int) settings.get(MAX_SIZE).getBytes());
    }

    public static List<Setting<?>> all() {
        return List.of(PREBUILT, POLL_INTERVAL, MAX_SIZE);
    }
}
