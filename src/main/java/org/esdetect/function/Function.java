package org.esdetect.function;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The functions of EQL.
 *
 * @see <a href="https://www.elastic.co/guide/en/elasticsearch/reference/8.19/eql-function-ref.html">EQL function
 *     reference</a>
 */
public enum Function {
    ADD("add", 2, 2, false, Arithmetic::add),
    BETWEEN("between", 3, 4, true, Strings::between),
    CIDR_MATCH("cidrMatch", 2, Integer.MAX_VALUE, false, Addresses::cidrMatch),
    CONCAT("concat", 1, Integer.MAX_VALUE, false, Strings::concat),
    DIVIDE("divide", 2, 2, false, Arithmetic::divide),
    ENDS_WITH("endsWith", 2, 2, true, Strings::endsWith),
    INDEX_OF("indexOf", 2, 3, true, Strings::indexOf),
    LENGTH("length", 1, 1, false, Strings::length),
    MODULO("modulo", 2, 2, false, Arithmetic::modulo),
    MULTIPLY("multiply", 2, 2, false, Arithmetic::multiply),
    NUMBER("number", 1, 2, false, Conversions::number),
    STARTS_WITH("startsWith", 2, 2, true, Strings::startsWith),
    STRING("string", 1, 1, false, Conversions::string),
    STRING_CONTAINS("stringContains", 2, 2, true, Strings::contains),
    SUBSTRING("substring", 2, 3, false, Strings::substring),
    SUBTRACT("subtract", 2, 2, false, Arithmetic::subtract);

    /** What a function does with its arguments, whose number is right. */
    @FunctionalInterface
    interface Meaning {
        @Nullable
        Object apply(Arguments arguments);
    }

    private final String eqlName;
    private final int minArguments;
    private final int maxArguments;
    private final boolean caseVariant;

    @SuppressWarnings("ImmutableEnumChecker") // each is a function without state
    private final Meaning meaning;

    Function(String eqlName, int minArguments, int maxArguments, boolean caseVariant, Meaning meaning) {
        this.eqlName = eqlName;
        this.minArguments = minArguments;
        this.maxArguments = maxArguments;
        this.caseVariant = caseVariant;
        this.meaning = meaning;
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

    /**
     * The function's result; null for EQL's null, and for whatever x-pack would fail on (a text that is no number, a
     * division by zero, an overflow). Never throws for what an argument holds.
     *
     * @param arguments scalars or null, as many as the function takes
     * @param caseSensitive false for {@code name~}; matters only where {@link #hasCaseVariant()}
     * @return a {@link String}, {@link Boolean}, {@link Long}, {@link java.math.BigInteger}, {@link Double} or null
     * @throws IllegalArgumentException when the number of arguments is wrong
     */
    public @Nullable Object apply(List<? extends @Nullable Object> arguments, boolean caseSensitive) {
        if (arguments.size() < minArguments || arguments.size() > maxArguments) {
            throw new IllegalArgumentException(eqlName + " does not take [" + arguments.size() + "] arguments");
        }
        return meaning.apply(new Arguments(arguments, caseSensitive));
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
