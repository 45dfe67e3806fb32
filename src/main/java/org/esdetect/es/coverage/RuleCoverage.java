package org.esdetect.es.coverage;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.ingest.Coverage;
import org.esdetect.es.run.RuleIndices;

/** How the indices that rules name are judged, by one cluster state. For one thread. */
public final class RuleCoverage {
    private final ClusterState state;
    private final IndexNameExpressionResolver resolver;
    private final IndexVerdicts verdicts;
    private final boolean scheduled;

    /** How the documents of an index come to be judged by a rule. */
    public enum Mode {
        INLINE,
        SCHEDULED,
        NONE;

        /** In lower case, as users see it. */
        public String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * One index of one rule.
     *
     * @param target its data stream, or itself
     * @param pipeline how sure it is that documents pass the processor, whatever the rule makes of it
     * @param reason why it is so, in words
     */
    public record Entry(String index, String target, Mode mode, Coverage.Kind pipeline, String reason) {}

    /**
     * All that a rule names.
     *
     * @param empty patterns that name no index that may be seen
     * @param remote patterns that name other clusters
     */
    public record Named(List<Entry> entries, List<String> empty, List<String> remote) {}

    /** @param scheduled whether rules are run on schedule */
    public RuleCoverage(ClusterState state, IndexNameExpressionResolver resolver, boolean scheduled) {
        this.state = state;
        this.resolver = resolver;
        this.verdicts = new IndexVerdicts(state);
        this.scheduled = scheduled;
    }

    /** What {@code rule} names, of what {@code visible} lets through. */
    public Named of(CompiledRule rule, Predicate<String> visible) {
        List<String> patterns = rule.rule().indices();
        RuleIndices named = RuleIndices.resolve(patterns, state, resolver);
        List<Entry> entries = new ArrayList<>();
        for (String index : named.names()) {
            if (visible.test(index)) {
                entries.add(entry(rule, index));
            }
        }
        TreeSet<String> empty = new TreeSet<>();
        for (String pattern : patterns) {
            if (!pattern.startsWith("-") && !named.remote().contains(pattern)) {
                String[] found =
                        RuleIndices.resolve(List.of(pattern), state, resolver).names();
                if (List.of(found).stream().noneMatch(visible)) {
                    empty.add(pattern);
                }
            }
        }
        return new Named(entries, List.copyOf(empty), named.remote());
    }

    private Entry entry(CompiledRule rule, String index) {
        IndexVerdicts.Verdict verdict = verdicts.of(rule.rule().indices(), index);
        if (!rule.rule().enabled()) {
            return none(index, verdict, "the rule is disabled");
        }
        if (rule.plan().isEmpty()) {
            return none(index, verdict, "the rule's query has errors or is of a kind that is not run");
        }
        boolean single = rule.isSingleEvent();
        if (single && verdict.isInline()) {
            return new Entry(index, verdict.target(), Mode.INLINE, verdict.kind(), verdict.reason());
        }
        String why = single ? verdict.reason() : "a sequence is found by runs";
        return scheduled
                ? new Entry(index, verdict.target(), Mode.SCHEDULED, verdict.kind(), why)
                : none(index, verdict, why + ", and scheduled detection is switched off");
    }

    private static Entry none(String index, IndexVerdicts.Verdict verdict, String reason) {
        return new Entry(index, verdict.target(), Mode.NONE, verdict.kind(), reason);
    }
}
