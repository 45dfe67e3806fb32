package org.esdetect.cli;

import java.io.IOException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.InMemoryRun;
import org.esdetect.engine.InMemoryRun.Match;

/** Judges the events of a file and shows each match: those of single events as they come, then sequences. */
final class EventJudge {
    private final Map<String, CompiledRule> rules;
    private final FoundMatches found;
    private final Terminal terminal;
    private int[] lines = new int[1024];
    private int events;
    private int withoutStream;

    EventJudge(Map<String, CompiledRule> rules, FoundMatches found, Terminal terminal) {
        this.rules = rules;
        this.found = found;
        this.terminal = terminal;
    }

    /**
     * What was found.
     *
     * @param linesByRule the lines of each match
     * @param failedRules how many sequences were given up
     */
    record Found(int events, Map<String, List<List<Integer>>> linesByRule, int failedRules) {
        int matches() {
            return linesByRule.values().stream().mapToInt(List::size).sum();
        }
    }

    /** @param everywhere whether index patterns are not asked */
    Found judge(Input input, boolean everywhere) throws IOException {
        InMemoryRun run = new InMemoryRun(rules.values(), Instant.now().toEpochMilli());
        Progress progress = new Progress(terminal, "events");
        JsonLines.read(input, (number, object) -> {
            EventLine line = EventLine.of(number, object);
            remember(line);
            progress.one();
            List<Match> matches = everywhere || line.dataStream().isEmpty()
                    ? run.accept(line.event())
                    : run.accept(line.event(), line.dataStream().get());
            matches.forEach(this::show);
        });
        if (withoutStream > 0 && !everywhere) {
            terminal.err()
                    .println(
                            withoutStream + " of " + events + " events name no data stream, so every rule judged them");
        }
        InMemoryRun.Sequences sequences = run.sequences();
        sequences.matches().forEach(this::show);
        sequences.failures().forEach((id, reason) -> terminal.err().println("given up: rule [" + id + "]: " + reason));
        return new Found(events, found.linesByRule(), sequences.failures().size());
    }

    private void remember(EventLine line) {
        if (line.dataStream().isEmpty()) {
            withoutStream++;
        }
        if (events == lines.length) {
            lines = Arrays.copyOf(lines, 2 * events);
        }
        lines[events++] = line.number();
    }

    private void show(Match match) {
        found.add(
                match.ruleId(),
                match.events().stream().map(position -> lines[position]).toList());
    }
}
