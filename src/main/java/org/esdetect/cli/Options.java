package org.esdetect.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.esdetect.text.Spelling;

/** A command's arguments: {@code --name value} or {@code --name=value}, {@code --flag}, and the rest. */
record Options(Map<String, String> values, Set<String> flags, List<String> operands) {

    /**
     * Splits {@code arguments}.
     *
     * @param withValue names (without dashes) that take a value
     * @param flags names that take none
     * @throws UsageException for any other name, naming it, and for a missing value
     */
    static Options parse(List<String> arguments, Set<String> withValue, Set<String> flags) {
        Map<String, String> values = new LinkedHashMap<>();
        Set<String> given = new LinkedHashSet<>();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("-") || argument.equals("-")) {
                operands.add(argument);
                continue;
            }
            int equals = argument.indexOf('=');
            String name = (equals < 0 ? argument : argument.substring(0, equals)).replaceFirst("^--", "");
            if (flags.contains(name) && equals < 0) {
                given.add(name);
            } else if (!withValue.contains(name)) {
                throw new UsageException("unknown option [" + argument + "]" + suggestion(name, withValue, flags));
            } else if (equals >= 0) {
                values.put(name, argument.substring(equals + 1));
            } else if (i + 1 == arguments.size()) {
                throw new UsageException("option [" + argument + "] needs a value");
            } else {
                values.put(name, arguments.get(++i));
            }
        }
        return new Options(values, given, operands);
    }

    private static String suggestion(String name, Set<String> withValue, Set<String> flags) {
        Set<String> known = new TreeSet<>(withValue);
        known.addAll(flags);
        return Spelling.closest(name, known)
                .map(word -> ", did you mean [--" + word + "]?")
                .orElse("");
    }

    Optional<String> value(String name) {
        return Optional.ofNullable(values.get(name));
    }

    String required(String name) {
        return value(name).orElseThrow(() -> new UsageException("option [--" + name + "] is required"));
    }

    boolean has(String flag) {
        return flags.contains(flag);
    }

    /** The operands, of which there must be one: {@code what} says of what kind. */
    List<String> requiredOperands(String what) {
        if (operands.isEmpty()) {
            throw new UsageException("needs " + what);
        }
        return operands;
    }

    /** Refuses what no option takes. */
    void refuseOperands() {
        if (!operands.isEmpty()) {
            throw new UsageException("unexpected argument [" + operands.get(0) + "]");
        }
    }
}
