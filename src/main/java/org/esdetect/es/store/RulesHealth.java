package org.esdetect.es.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.function.Supplier;
import org.esdetect.engine.CompiledRule;
import org.esdetect.es.health.Finding;
import org.esdetect.es.health.HealthSource;
import org.esdetect.es.health.Symptom;
import org.esdetect.text.Problem;

/** What is wrong with the rules that a node judges by. */
final class RulesHealth implements HealthSource {
    private final Supplier<Optional<LoadedRules>> loaded;
    private final IntSupplier failedChecks;
    private final int tolerated;

    /**
     * @param failedChecks how often in a row the store could not be asked
     * @param tolerated shards that start or move are no news: so many failures are none
     */
    RulesHealth(Supplier<Optional<LoadedRules>> loaded, IntSupplier failedChecks, int tolerated) {
        this.loaded = loaded;
        this.failedChecks = failedChecks;
        this.tolerated = tolerated;
    }

    @Override
    public List<Finding> findings(long nowMillis) {
        Optional<LoadedRules> rules = loaded.get();
        if (rules.isEmpty()) {
            return List.of(Finding.of(Symptom.RULES_NOT_LOADED, ""));
        }
        List<Finding> findings = new ArrayList<>();
        if (failedChecks.getAsInt() >= tolerated) {
            findings.add(Finding.of(Symptom.RULES_STALE, ""));
        }
        for (CompiledRule rule : rules.get().compiled().all()) {
            if (rule.rule().enabled() && !rule.isActive()) {
                Symptom symptom = rule.rule().isSupported() ? Symptom.RULE_BROKEN : Symptom.RULE_UNSUPPORTED;
                findings.add(new Finding(symptom, rule.rule().id(), firstError(rule.problems())));
            }
        }
        rules.get()
                .unreadable()
                .forEach((id, reason) -> findings.add(new Finding(Symptom.RULE_UNREADABLE, id, reason)));
        return findings;
    }

    private static String firstError(List<Problem> problems) {
        return problems.stream()
                .filter(problem -> problem.severity() == Problem.Severity.ERROR)
                .findFirst()
                .map(Problem::message)
                .orElse("");
    }
}
