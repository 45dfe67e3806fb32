package org.esdetect.es.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.logging.LogManager;
import org.elasticsearch.logging.Logger;
import org.esdetect.rule.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Installs the rules that ship with the plugin, each once in the life of a cluster: which ones it ever had is kept
 * beside the rules, so that a rule that was deleted stays deleted and a later version of the plugin adds only what is
 * new.
 *
 * <p>Rules come first and the record of them after, both by writes that another's cannot be overwritten with: a crash
 * in between, or two masters at once, repeat work and lose or double nothing.
 */
public final class BundledInstall implements RuleInstall {
    private static final Logger logger = LogManager.getLogger(BundledInstall.class);

    static final String RECORD_ID = "bundled-rules";
    private static final String RULE_IDS = "rule_ids";

    private final RuleStore rules;
    private final StateStore state;
    private final ClusterService clusterService;
    private final Supplier<List<Rule>> bundled;
    private volatile boolean settled;

    public BundledInstall(
            Settings settings,
            ClusterService clusterService,
            RuleStore rules,
            StateStore state,
            Supplier<List<Rule>> bundled) {
        this.rules = rules;
        this.state = state;
        this.clusterService = clusterService;
        this.bundled = bundled;
        this.settled = !StoreSettings.PREBUILT.get(settings);
    }

    @Override
    public void ensureInstalled(ActionListener<Void> listener) {
        if (settled || !clusterService.state().nodes().isLocalNodeElectedMaster()) {
            listener.onResponse(null);
            return;
        }
        state.read(
                RECORD_ID,
                listener.delegateFailureAndWrap((next, record) -> installMissing(record.orElse(null), next)));
    }

    private void installMissing(@Nullable Stored record, ActionListener<Void> listener) {
        Set<String> had = record == null ? Set.of() : ids(record);
        List<RuleWrite> writes = new ArrayList<>();
        for (Rule rule : bundled.get()) {
            if (!had.contains(rule.id())) {
                writes.add(new RuleWrite.Put(rule.withEnabled(true), Optional.empty(), Precondition.ABSENT));
            }
        }
        if (writes.isEmpty() && record != null) {
            settled = true;
            listener.onResponse(null);
            return;
        }
        rules.write(writes, listener.delegateFailureAndWrap((next, outcomes) -> {
            throwFailures(outcomes);
            logger.info("installed [{}] rules that ship with the plugin", outcomes.size());
            remember(record, writes, next);
        }));
    }

    private void remember(@Nullable Stored record, List<RuleWrite> writes, ActionListener<Void> listener) {
        Set<String> ids = new TreeSet<>(record == null ? Set.of() : ids(record));
        writes.forEach(write -> ids.add(write.ruleId()));
        state.write(
                RECORD_ID,
                Map.of(RULE_IDS, List.copyOf(ids)),
                record == null ? null : record.version(),
                listener.map(version -> {
                    settled = true;
                    return null;
                }));
    }

    /** A conflict is a rule that is there already, from an attempt that was cut short: as good as written. */
    private static void throwFailures(List<RuleOutcome> outcomes) {
        for (RuleOutcome outcome : outcomes) {
            if (outcome instanceof RuleOutcome.Failed failed) {
                throw new IllegalStateException(
                        "bundled rule [" + failed.ruleId() + "] was not stored", failed.cause());
            }
        }
    }

    private static Set<String> ids(Stored record) {
        Set<String> ids = new TreeSet<>();
        if (record.source().get(RULE_IDS) instanceof List<?> values) {
            values.forEach(value -> ids.add(value.toString()));
        }
        return ids;
    }
}
