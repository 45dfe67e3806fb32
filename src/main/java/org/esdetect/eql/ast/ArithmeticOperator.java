package org.esdetect.eql.ast;

/** {@code + - * / %}. */
public enum ArithmeticOperator {
    ADD("+", false),
    SUBTRACT("-", false),
    MULTIPLY("*", true),
    DIVIDE("/", true),
    MODULO("%", true);

    private final String symbol;
    private final boolean bindsTighter;

    ArithmeticOperator(String symbol, boolean bindsTighter) {
        this.symbol = symbol;
        this.bindsTighter = bindsTighter;
    }

    public String symbol() {
        return symbol;
    }

    /** Whether it is done before {@code +} and {@code -}. */
    public boolean bindsTighter() {
        return bindsTighter;
    }
}
