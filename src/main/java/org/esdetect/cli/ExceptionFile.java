package org.esdetect.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.esdetect.engine.CompiledRule;
import org.esdetect.engine.ExceptionHits;
import org.esdetect.engine.ExceptionLists;
import org.esdetect.rule.ExceptionItem;
import org.esdetect.rule.ExceptionList;
import org.esdetect.rule.ExceptionReader;
import org.esdetect.rule.ImportLine;
import org.esdetect.rule.NdjsonRules;
import org.esdetect.rule.ReadException;
import org.esdetect.rule.ReadLimits;

/** The exceptions of a file as Kibana exports it; its rules and whatever else is in it are left alone. */
final class ExceptionFile {
    static final String OPTION = "exceptions";

    private ExceptionFile() {}

    /**
     * {@code rules} with those exceptions of the file that {@code options} names which apply to them. A list that a
     * rule names and the file lacks is said to be missing; the rule is judged without it.
     *
     * @throws IOException if the file cannot be read, or holds an exception that is wrong
     */
    static Map<String, CompiledRule> apply(Options options, Map<String, CompiledRule> rules, Terminal terminal)
            throws IOException {
        Optional<String> path = options.value(OPTION);
        ExceptionLists lists = path.isPresent() ? read(new Input(path.get(), terminal)) : ExceptionLists.NONE;
        Map<String, CompiledRule> with = new LinkedHashMap<>();
        rules.forEach((id, rule) -> {
            with.put(id, rule.withExceptions(lists.of(rule.rule()).present()));
            lists.of(rule.rule()).missingLists().forEach(list -> terminal.err()
                    .println("judged without the exception list [" + list + "] of rule [" + id
                            + "]: name a file that holds it with --" + OPTION));
        });
        return with;
    }

    private static ExceptionLists read(Input file) throws IOException {
        List<ExceptionList> lists = new ArrayList<>();
        List<ExceptionItem> items = new ArrayList<>();
        for (ImportLine line : NdjsonRules.read(file.name(), file.text())) {
            String place = file.name() + ":" + line.line();
            if (line instanceof ImportLine.ExceptionList list) {
                lists.add(sound(ExceptionReader.readList(place, list.object(), ReadLimits.DEFAULT)));
            } else if (line instanceof ImportLine.ExceptionItem item) {
                items.add(sound(ExceptionReader.readItem(place, item.object(), ReadLimits.DEFAULT)));
            }
        }
        return ExceptionLists.compile(lists, items, ExceptionLists.NONE, ExceptionHits.NONE);
    }

    private static <T> T sound(ReadException<T> read) throws IOException {
        if (read.value().isEmpty()) {
            throw new IOException(
                    read.source().name() + ": " + read.problems().get(0).message());
        }
        return read.value().get();
    }
}
