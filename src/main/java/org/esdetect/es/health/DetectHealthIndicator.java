package org.esdetect.es.health;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.node.DiscoveryNode;
import org.elasticsearch.health.Diagnosis;
import org.elasticsearch.health.HealthIndicatorDetails;
import org.elasticsearch.health.HealthIndicatorImpact;
import org.elasticsearch.health.HealthIndicatorResult;
import org.elasticsearch.health.HealthIndicatorService;
import org.elasticsearch.health.HealthStatus;
import org.elasticsearch.health.SimpleHealthIndicatorDetails;
import org.elasticsearch.health.node.HealthInfo;
import org.jspecify.annotations.Nullable;

/**
 * The health indicator {@code detect}: what the last collection found, and what the cluster state says now. Answers at
 * once on any node.
 */
public final class DetectHealthIndicator implements HealthIndicatorService {
    /** In {@code GET /_health_report}. */
    public static final String NAME = "detect";

    /** A collection that is older says nothing about now. */
    private static final long STALE_MILLIS = 120_000;

    private final Supplier<ClusterState> state;
    private final Supplier<Long> nowMillis;
    private final LatestHealth latest;
    private final List<ClusterHealth> live;

    /** @param live what each answer looks at */
    public DetectHealthIndicator(
            Supplier<ClusterState> state, Supplier<Long> nowMillis, LatestHealth latest, List<ClusterHealth> live) {
        this.state = state;
        this.nowMillis = nowMillis;
        this.latest = latest;
        this.live = List.copyOf(live);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public HealthIndicatorResult calculate(boolean verbose, int maxAffectedResources, @Nullable HealthInfo ignored) {
        ClusterState now = state.get();
        List<Finding> seen = new ArrayList<>();
        live.forEach(each -> seen.addAll(each.findings(now, nowMillis.get())));
        Optional<HealthSummary> known = latest.get();
        List<Trouble> troubles = new ArrayList<>(Troubles.of(seen));
        boolean fresh = known.isPresent() && known.get().ageMillis() < STALE_MILLIS;
        if (fresh) {
            troubles.addAll(known.get().troubles());
        }
        HealthStatus status = status(troubles, fresh);
        return createIndicator(
                status,
                symptom(status, troubles, known),
                verbose ? details(troubles, known, now) : HealthIndicatorDetails.EMPTY,
                impacts(troubles),
                verbose ? diagnoses(troubles, now, maxAffectedResources) : List.of());
    }

    private static HealthStatus status(List<Trouble> troubles, boolean fresh) {
        HealthStatus worst = HealthStatus.merge(
                Stream.concat(Stream.of(HealthStatus.GREEN), troubles.stream().map(trouble -> trouble.symptom()
                        .status())));
        return fresh || worst == HealthStatus.RED ? worst : HealthStatus.UNKNOWN;
    }

    private static String symptom(HealthStatus status, List<Trouble> troubles, Optional<HealthSummary> known) {
        if (status == HealthStatus.UNKNOWN) {
            return known.isEmpty()
                    ? "How detection works has not been collected yet; ask again in some seconds."
                    : "How detection works was collected [" + known.get().ageMillis() / 1000
                            + "] seconds ago and not since: is there an elected master?";
        }
        String bad = troubles.stream()
                .filter(trouble -> trouble.symptom().status() != HealthStatus.GREEN)
                .map(DetectHealthIndicator::sentence)
                .collect(Collectors.joining("; "));
        return bad.isEmpty() ? "Detection works." : "Detection needs attention: " + bad + ".";
    }

    private static String sentence(Trouble trouble) {
        return trouble.symptom().subject() == Symptom.Subject.NONE
                ? trouble.symptom().summary()
                : trouble.symptom().summary() + " [" + trouble.count() + "]";
    }

    private static HealthIndicatorDetails details(
            List<Trouble> troubles, Optional<HealthSummary> known, ClusterState state) {
        Map<String, Object> details = new LinkedHashMap<>();
        known.ifPresent(summary -> {
            details.put("collected_millis_ago", summary.ageMillis());
            details.put("nodes", summary.nodes());
            details.put("nodes_answered", summary.answered());
        });
        details.put(
                "findings",
                troubles.stream()
                        .map(trouble -> trouble.toMap(id -> nodeName(id, state)))
                        .toList());
        return new SimpleHealthIndicatorDetails(details);
    }

    private static String nodeName(String id, ClusterState state) {
        DiscoveryNode node = state.nodes().get(id);
        return node == null ? id : node.getName();
    }

    private static List<HealthIndicatorImpact> impacts(List<Trouble> troubles) {
        return troubles.stream()
                .map(trouble -> trouble.symptom().impact())
                .filter(impact -> impact != Impact.NONE)
                .distinct()
                .map(impact -> impact.of(NAME))
                .toList();
    }

    private static List<Diagnosis> diagnoses(List<Trouble> troubles, ClusterState state, int maximum) {
        return troubles.stream()
                .filter(trouble -> trouble.symptom().status() != HealthStatus.GREEN)
                .map(trouble -> new Diagnosis(trouble.symptom().definition(NAME), resources(trouble, state, maximum)))
                .toList();
    }

    /** Indices and nodes; the report knows no rules and files, which stand in the details. */
    private static List<Diagnosis.Resource> resources(Trouble trouble, ClusterState state, int maximum) {
        List<Diagnosis.Resource> resources = new ArrayList<>();
        if (trouble.symptom().subject() == Symptom.Subject.INDEX) {
            resources.add(new Diagnosis.Resource(
                    Diagnosis.Resource.Type.INDEX,
                    trouble.subjects().stream().limit(maximum).toList()));
        }
        List<DiscoveryNode> nodes = trouble.nodes().stream()
                .map(id -> state.nodes().get(id))
                .filter(Objects::nonNull)
                .limit(maximum)
                .toList();
        if (!nodes.isEmpty()) {
            resources.add(new Diagnosis.Resource(nodes));
        }
        return resources;
    }
}
