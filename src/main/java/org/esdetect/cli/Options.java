package org.esdetect.cli;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A command's arguments: {@code --name value}, {@code --flag}, and the rest. */
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
        Set<String> given = new java.util.LinkedHashSet<>();
        List<String> operands = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                operands.add(argument);
                continue;
            }
            String name = argument.substring(2);
            if (flags.contains(name)) {
                given.add(name);
            } else if (!withValue.contains(name)) {
                throw new UsageException("unknown option [" + argument + "]");
            } else if (i + 1 == arguments.size()) {
                throw new UsageException("option [" + argument + "] needs a value");
            } else {
                values.put(name, arguments.get(++i));
            }
        }
        return new Options(values, given, operands);
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
}
