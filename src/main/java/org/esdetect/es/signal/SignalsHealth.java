package org.esdetect.es.signal;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.block.ClusterBlockLevel;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.cluster.node.DiscoveryNode;
import org.elasticsearch.cluster.routing.IndexRoutingTable;
import org.esdetect.es.DetectNames;
import org.esdetect.es.health.ClusterHealth;
import org.esdetect.es.health.Finding;
import org.esdetect.es.health.Symptom;
import org.esdetect.es.ingest.IngestSettings;

/** Whether alerts can be written, and which nodes cannot run the pipeline, by the cluster state. */
public final class SignalsHealth implements ClusterHealth {
    private static final DateTimeFormatter MONTH =
            DateTimeFormatter.ofPattern("uuuu.MM", Locale.ROOT).withZone(ZoneOffset.UTC);
    /** An alert goes to the month of its event, which is not taken for older than this when it arrives. */
    private static final long OLDEST_MILLIS = 36L * 86_400_000;

    @Override
    public List<Finding> findings(ClusterState state, long nowMillis) {
        List<Finding> findings = new ArrayList<>();
        if (!TemplateInstaller.isReady(state)) {
            findings.add(Finding.of(Symptom.SIGNALS_TEMPLATE_MISSING, ""));
        }
        String oldest = DetectNames.SIGNALS + "-" + MONTH.format(Instant.ofEpochMilli(nowMillis - OLDEST_MILLIS));
        for (IndexMetadata index : new TreeMap<>(state.metadata().indices()).values()) {
            String name = index.getIndex().getName();
            // Of older months nothing is written any more, and they may be locked for good.
            if (name.startsWith(DetectNames.SIGNALS + "-") && name.compareTo(oldest) >= 0) {
                String why = whyNotWritable(index, state);
                if (!why.isEmpty()) {
                    findings.add(new Finding(Symptom.SIGNALS_UNAVAILABLE, name, why));
                }
            }
        }
        for (DiscoveryNode node : ProcessorNodes.nodesWithout(state)) {
            findings.add(new Finding(Symptom.NODES_WITHOUT_PLUGIN, node.getName(), "no plugin"));
        }
        if (!IngestSettings.INLINE_ENABLED.get(state.metadata().settings())) {
            findings.add(Finding.of(Symptom.INLINE_DISABLED, ""));
        }
        return findings;
    }

    private static String whyNotWritable(IndexMetadata index, ClusterState state) {
        String name = index.getIndex().getName();
        if (index.getState() == IndexMetadata.State.CLOSE) {
            return "closed";
        }
        if (state.blocks().indexBlocked(ClusterBlockLevel.WRITE, name)) {
            return "blocked: "
                    + state.blocks()
                            .indexBlockedException(ClusterBlockLevel.WRITE, name)
                            .getMessage();
        }
        IndexRoutingTable shards = state.routingTable().index(name);
        boolean active = shards != null && shards.allPrimaryShardsActive();
        return active ? "" : "a primary shard is not active";
    }
}
