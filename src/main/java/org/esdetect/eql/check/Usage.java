package org.esdetect.eql.check;

/** What a query is for. */
public enum Usage {
    /** Runs again and again: pipes have no meaning. */
    RULE,
    /** Runs once over a window: pipes choose from the result. */
    AD_HOC
}
