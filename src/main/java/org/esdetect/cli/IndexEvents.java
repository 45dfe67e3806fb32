package org.esdetect.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.esdetect.engine.CompiledRule;
import org.esdetect.eql.lower.Plan;

/**
 * Judges the events of a file over an index: each rule on every event. Where the index query of a single-event rule
 * says that it is exact, what it alone finds is compared as well.
 */
final class IndexEvents {
    private static final int MAX_MATCHES = 10_000;
    private static final int FETCH_SIZE = 1_000;

    private final ScratchIndex index;
    private final Map<String, CompiledRule> rules;
    private final FoundMatches found;
    private final Terminal terminal;

    IndexEvents(ScratchIndex index, Map<String, CompiledRule> rules, FoundMatches found, Terminal terminal) {
        this.index = index;
        this.rules = rules;
        this.found = found;
        this.terminal = terminal;
    }

    EventJudge.Found judge(Input input) throws IOException {
        int events = fill(input);
        Progress progress = new Progress(terminal, "rules");
        int failed = 0;
        for (CompiledRule rule : rules.values()) {
            progress.one();
            failed += judge(rule) ? 0 : 1;
        }
        return new EventJudge.Found(events, found.linesByRule(), failed);
    }

    private int fill(Input input) throws IOException {
        Progress progress = new Progress(terminal, "events indexed");
        int[] events = new int[1];
        JsonLines.read(input, (number, object) -> {
            index.add(
                    Integer.toString(number),
                    EventLine.of(number, object).event().document());
            progress.one();
            events[0]++;
        });
        index.refresh();
        return events[0];
    }

    private boolean judge(CompiledRule rule) throws IOException {
        String id = rule.rule().id();
        ScratchIndex.Answer answer = index.ask(new ScratchIndex.Question(
                rule.rule().query(), rule.rule().fields(), null, null, MAX_MATCHES, "head", FETCH_SIZE));
        for (List<String> events : answer.matches()) {
            List<Integer> lines = new ArrayList<>();
            events.forEach(event -> lines.add(Integer.valueOf(event)));
            found.add(id, lines);
        }
        if (answer.total() > answer.matches().size()) {
            terminal.err()
                    .println("rule [" + id + "] has [" + answer.total() + "] matches, of which only ["
                            + answer.matches().size() + "] are shown");
            return false;
        }
        boolean single = rule.plan().orElseThrow() instanceof Plan.OfEvent;
        if (single && answer.exact() && answer.candidates().get(0) != answer.total()) {
            terminal.err()
                    .println("rule [" + id + "]: the index query says that it is exact and finds ["
                            + answer.candidates().get(0) + "] events, of which [" + answer.total() + "] match");
            return false;
        }
        return true;
    }
}
