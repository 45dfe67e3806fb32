package org.esdetect.condition;

/** The order operators. */
public enum Order {
    LESS("<"),
    LESS_OR_EQUAL("<="),
    GREATER(">"),
    GREATER_OR_EQUAL(">=");

    private final String symbol;

    Order(String symbol) {
        this.symbol = symbol;
    }

    public String symbol() {
        return symbol;
    }
}
