package org.esdetect.es.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.CompiledRules;
import org.esdetect.engine.ExceptionHits;
import org.esdetect.engine.ExceptionLists;
import org.esdetect.rule.Rule;

/**
 * What a node judges by and which state of the store it is.
 *
 * @param stored the rules in {@code compiled} as they were read, each with its revision in it, by rule id
 * @param compilations how many rules had to be compiled for it; the others were taken over
 */
record LoadedRules(
        Generation generation,
        CompiledRules compiled,
        Map<String, StoredRule> stored,
        Map<String, String> unreadable,
        int compilations) {

    /** Compiles {@code stored}, taking over from {@code before} what did not change. */
    static LoadedRules of(
            StoredRules stored, CompiledRules before, Function<Rule, CompiledRule> compiler, ExceptionHits hits) {
        ExceptionLists exceptions = ExceptionLists.compile(
                stored.exceptions().lists(), stored.exceptions().items(), before.exceptions(), hits);
        List<CompiledRule> rules = new ArrayList<>(stored.rules().size());
        Map<String, StoredRule> read = new HashMap<>();
        int compilations = 0;
        for (StoredRule each : stored.rules()) {
            Rule rule = each.rule().withRevision(each.revision());
            Optional<CompiledRule> known =
                    before.find(rule.id()).filter(old -> old.rule().equals(rule));
            if (known.isEmpty()) {
                compilations++;
            }
            rules.add(known.orElseGet(() -> compiler.apply(rule)).withExceptions(exceptions.of(rule)));
            read.put(rule.id(), new StoredRule(rule, each.revision(), each.version()));
        }
        CompiledRules compiled = new CompiledRules(rules, stored.generation().number(), before, exceptions);
        return new LoadedRules(stored.generation(), compiled, Map.copyOf(read), stored.unreadable(), compilations);
    }
}
