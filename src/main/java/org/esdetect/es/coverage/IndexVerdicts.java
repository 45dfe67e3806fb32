package org.esdetect.es.coverage;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.elasticsearch.cluster.ClusterState;
import org.esdetect.engine.IndexPatterns;
import org.esdetect.es.ingest.Coverage;
import org.esdetect.es.ingest.IngestSettings;
import org.esdetect.es.ingest.TagMapping;
import org.esdetect.es.run.RuleIndices;

/**
 * How single-event rules judge the documents of indices, by one cluster state: while they are ingested, or by a run
 * afterwards. For one thread.
 */
public final class IndexVerdicts {
    private static final String NOT_MAPPED =
            "the mapping has not [detect.rule_ids] and the other fields of the tag and does not take them up, so a lost"
                    + " alert could not be found again";

    private final ClusterState state;
    private final Coverage coverage;
    private final Map<String, Verdict> known = new HashMap<>();

    public IndexVerdicts(ClusterState state) {
        this.state = state;
        this.coverage = Coverage.of(state);
    }

    /**
     * How the documents of an index are judged.
     *
     * @param target the data stream, or the index when it is in none
     * @param reason in words
     */
    public record Verdict(String target, Coverage.Kind kind, boolean isInline, String reason) {}

    /** How a rule with these {@code patterns} judges documents of {@code index}, which they name. */
    public Verdict of(List<String> patterns, String index) {
        Verdict verdict = known.computeIfAbsent(index, this::look);
        if (verdict.isInline() && !IndexPatterns.matches(patterns, verdict.target())) {
            return new Verdict(
                    verdict.target(),
                    verdict.kind(),
                    false,
                    "the rule names an alias or backing index; while a document is ingested only [" + verdict.target()
                            + "] is known");
        }
        return verdict;
    }

    /** Whether rules that name its target judge documents of {@code index} while they are ingested. */
    boolean isInline(String index) {
        return known.computeIfAbsent(index, this::look).isInline();
    }

    private Verdict look(String index) {
        String target = RuleIndices.target(index, state);
        Coverage.Kind kind = coverage.coverage(index);
        boolean found = TagMapping.canFind(state, index);
        return new Verdict(target, kind, kind != Coverage.Kind.NONE && found, reason(kind, found));
    }

    private String reason(Coverage.Kind kind, boolean tagIsMapped) {
        if (!IngestSettings.INLINE_ENABLED.get(state.metadata().settings())) {
            return "inline detection is switched off";
        }
        return switch (kind) {
            case NONE -> "no pipeline of the index is certain to run the processor";
            case FINAL -> tagIsMapped ? "the final pipeline runs the processor" : NOT_MAPPED;
            case DEFAULT_ONLY ->
                tagIsMapped ? "the default pipeline runs the processor: a writer may pass it by" : NOT_MAPPED;
        };
    }
}
