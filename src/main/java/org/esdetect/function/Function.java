package org.esdetect.function;

import java.util.Locale;
import java.util.Optional;

/**
 * The functions of EQL.
 *
 * @see <a href="https://www.elastic.co/guide/en/elasticsearch/reference/8.19/eql-function-ref.html">EQL function
 *     reference</a>
 */
public enum Function {
    ADD("add", 2, 2, false),
    BETWEEN("between", 3, 4, true),
    CIDR_MATCH("cidrMatch", 2, Integer.MAX_VALUE, false),
    CONCAT("concat", 1, Integer.MAX_VALUE, false),
    DIVIDE("divide", 2, 2, false),
    ENDS_WITH("endsWith", 2, 2, true),
    INDEX_OF("indexOf", 2, 3, true),
    LENGTH("length", 1, 1, false),
    MODULO("modulo", 2, 2, false),
    MULTIPLY("multiply", 2, 2, false),
    NUMBER("number", 1, 2, false),
    STARTS_WITH("startsWith", 2, 2, true),
    STRING("string", 1, 1, false),
    STRING_CONTAINS("stringContains", 2, 2, true),
    SUBSTRING("substring", 2, 3, false),
    SUBTRACT("subtract", 2, 2, false);

    private final String eqlName;
    private final int minArguments;
    private final int maxArguments;
    private final boolean caseVariant;

    Function(String eqlName, int minArguments, int maxArguments, boolean caseVariant) {
        this.eqlName = eqlName;
        this.minArguments = minArguments;
        this.maxArguments = maxArguments;
        this.caseVariant = caseVariant;
    }

    /** The function's name as the reference spells it; names are matched without regard to case. */
    public String eqlName() {
        return eqlName;
    }

    public int minArguments() {
        return minArguments;
    }

    /** {@link Integer#MAX_VALUE} when there is no upper bound. */
    public int maxArguments() {
        return maxArguments;
    }

    /** Whether {@code name~} exists. */
    public boolean hasCaseVariant() {
        return caseVariant;
    }

    /** The function of that name in any case, without the {@code ~}. */
    public static Optional<Function> named(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        for (Function function : values()) {
            if (function.eqlName.toLowerCase(Locale.ROOT).equals(wanted)) {
                return Optional.of(function);
            }
        }
        return Optional.empty();
    }
}
