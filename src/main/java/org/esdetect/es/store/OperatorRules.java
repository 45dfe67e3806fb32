package org.esdetect.es.store;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.logging.LogManager;
import org.elasticsearch.logging.Logger;
import org.esdetect.es.stats.StatsSource;
import org.esdetect.rule.ReadLimits;
import org.esdetect.rule.Rule;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the rules of the operator's files in the store: the elected master reads its files once when it is elected, and
 * writes what differs. While a file holds a rule the rule is changed there only; when the file is gone the rule stays
 * and is like any other.
 *
 * <p>Also the section {@code operator_files} of a node's stats: what the node read when it was last elected.
 */
public final class OperatorRules implements RuleInstall, StatsSource {
    private static final Logger logger = LogManager.getLogger(OperatorRules.class);

    private final Path folder;
    private final Supplier<ReadLimits> limits;
    private final ClusterService clusterService;
    private final RuleStore store;
    private volatile @Nullable OperatorFiles lastRead;
    private volatile long settledTerm = -1;

    /** @param folder {@code detect/rules} in the node's configuration; it need not exist */
    public OperatorRules(Path folder, Supplier<ReadLimits> limits, ClusterService clusterService, RuleStore store) {
        this.folder = folder;
        this.limits = limits;
        this.clusterService = clusterService;
        this.store = store;
    }

    @Override
    public void ensureInstalled(ActionListener<Void> listener) {
        ClusterState state = clusterService.state();
        if (!state.nodes().isLocalNodeElectedMaster() || settledTerm == state.term()) {
            listener.onResponse(null);
            return;
        }
        OperatorFiles files = OperatorFiles.read(folder, limits.get());
        if (!files.equals(lastRead)) {
            files.problems()
                    .forEach((file, problems) -> logger.error(
                            "rule file [{}] in [{}] is not taken:\n{}", file, folder, String.join("\n", problems)));
        }
        lastRead = files;
        store.listAll(RuleFilter.ALL, listener.delegateFailureAndWrap((next, rules) -> {
            Set<String> concerned = new HashSet<>();
            files.rules().values().forEach(rule -> concerned.add(rule.id()));
            rules.stream().filter(rule -> rule.file().isPresent()).forEach(rule -> concerned.add(rule.id()));
            store.held(
                    concerned,
                    next.delegateFailureAndWrap((then, held) -> write(writes(files, held), state.term(), then)));
        }));
    }

    private static List<RuleWrite> writes(OperatorFiles files, Map<String, HeldRule> held) {
        List<RuleWrite> writes = new ArrayList<>();
        Map<String, HeldRule> others = new HashMap<>(held);
        files.rules().forEach((file, rule) -> {
            Optional<HeldRule> stored = Optional.ofNullable(others.remove(rule.id()));
            if (stored.isEmpty() || !holds(stored.get(), file, rule)) {
                writes.add(new RuleWrite.Put(rule, Optional.empty(), Precondition.NONE, Optional.of(file)));
            }
        });
        others.values().forEach(rule -> {
            // A file that is there and wrong still holds its rule, as it last was.
            if (!files.problems().containsKey(rule.file().orElse(""))) {
                writes.add(new RuleWrite.Put(
                        rule.stored().rule(),
                        rule.authentication(),
                        Precondition.unchangedSince(rule.stored().version())));
            }
        });
        return writes;
    }

    private static boolean holds(HeldRule held, String file, Rule rule) {
        return held.file().equals(Optional.of(file)) && held.stored().rule().equals(rule);
    }

    private void write(List<RuleWrite> writes, long term, ActionListener<Void> listener) {
        store.write(writes, listener.map(outcomes -> {
            for (RuleOutcome outcome : outcomes) {
                if (!outcome.isChange()) {
                    throw new IllegalStateException("a rule of the operator's files was not stored: " + outcome);
                }
            }
            if (!outcomes.isEmpty()) {
                logger.info("brought [{}] rules to the state of the files in [{}]", outcomes.size(), folder);
            }
            settledTerm = term;
            return null;
        }));
    }

    @Override
    public String name() {
        return "operator_files";
    }

    @Override
    public Set<String> gauges() {
        return Set.of("rules", "refused");
    }

    @Override
    public Map<String, Object> stats() {
        Map<String, Object> stats = new LinkedHashMap<>();
        OperatorFiles files = lastRead;
        stats.put("read", files != null);
        if (files != null) {
            stats.put("rules", files.rules().size());
            stats.put("refused", files.problems().size());
            stats.put("problems", problems());
        }
        return stats;
    }

    /** By the name of each file that was not taken, why; empty on a node that was never elected. */
    public Map<String, String> problems() {
        Map<String, String> problems = new LinkedHashMap<>();
        OperatorFiles files = lastRead;
        if (files != null) {
            files.problems().forEach((file, reasons) -> problems.put(file, String.join("\n", reasons)));
        }
        return problems;
    }
}
