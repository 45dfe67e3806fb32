package org.esdetect.es.ingest;

import java.util.List;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.core.TimeValue;

/** What an operator can set about inline detection. */
public final class IngestSettings {
    /**
     * Whether the processor judges. Set it through the cluster settings API, not in {@code elasticsearch.yml}: what is
     * covered inline is computed from the cluster state, which does not hold a node's own file.
     */
    public static final Setting<Boolean> INLINE_ENABLED =
            Setting.boolSetting("detect.inline.enabled", true, Setting.Property.NodeScope, Setting.Property.Dynamic);

    /** So many documents within a minute that a rule cannot be judged on put it into {@link Quarantine}; 0: never. */
    public static final Setting<Integer> QUARANTINE_STRIKES = Setting.intSetting(
            "detect.inline.quarantine.strikes", 5, 0, 1_000, Setting.Property.NodeScope, Setting.Property.Dynamic);

    /** How long a rule stays there. */
    public static final Setting<TimeValue> QUARANTINE_TIME = Setting.timeSetting(
            "detect.inline.quarantine.time",
            TimeValue.timeValueMinutes(10),
            TimeValue.timeValueSeconds(1),
            TimeValue.timeValueDays(7),
            Setting.Property.NodeScope,
            Setting.Property.Dynamic);

    /**
     * How many alerts a rule may raise inline, for each of its intervals and each node: 0 for the rule's own
     * {@code max_signals}, another number in its place, -1 for no bound.
     */
    public static final Setting<Integer> MAX_SIGNALS = Setting.intSetting(
            "detect.inline.max_signals", 0, -1, Setting.Property.NodeScope, Setting.Property.Dynamic);

    private IngestSettings() {}

    public static List<Setting<?>> all() {
        return List.of(INLINE_ENABLED, QUARANTINE_STRIKES, QUARANTINE_TIME, MAX_SIGNALS);
    }
}
