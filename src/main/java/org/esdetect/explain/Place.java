package org.esdetect.explain;

import org.esdetect.text.SourceText;
import org.esdetect.text.Span;

/** Where a clause stands in the query, from 1 as editors count. */
public record Place(int line, int column) {
    static Place of(SourceText source, Span span) {
        return new Place(source.line(span.start()), source.column(span.start()));
    }

    @Override
    public String toString() {
        return line + ":" + column;
    }
}
