package org.esdetect.eql.ast;

import java.util.Optional;
import org.esdetect.text.Span;

/** {@code category where condition}. */
public record EventFilter(Span span, Category category, Expression condition) {

    /** What kind of event is asked for; no name is {@code any}. */
    public record Category(Span span, Optional<String> name) {}
}
