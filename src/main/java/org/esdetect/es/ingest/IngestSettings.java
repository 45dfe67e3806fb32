package org.esdetect.es.ingest;

import java.util.List;
import org.elasticsearch.common.settings.Setting;

/** What an operator can set about inline detection. */
public final class IngestSettings {
    /**
     * Whether the processor judges. Set it through the cluster settings API, not in {@code elasticsearch.yml}: what is
     * covered inline is computed from the cluster state, which does not hold a node's own file.
     */
    public static final Setting<Boolean> INLINE_ENABLED =
            Setting.boolSetting("detect.inline.enabled", true, Setting.Property.NodeScope, Setting.Property.Dynamic);

    private IngestSettings() {}

    public static List<Setting<?>> all() {
        return List.of(INLINE_ENABLED);
    }
}
