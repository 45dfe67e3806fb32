package org.esdetect.eql.ast;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.esdetect.eql.parse.EqlParser;
import org.esdetect.eql.parse.Parsed;
import org.esdetect.text.SourceText;

class EqlPrinterPropertiesTest {
    /** Printing loses nothing: what is read from a print prints the same. */
    @Property(tries = 2000)
    void print_anyTree_isReadAndPrintsTheSame(@ForAll("queries") Query query) {
        String text = EqlPrinter.print(query);
        Parsed parsed = EqlParser.parse(new SourceText("print", text));
        assertThat(parsed.problems()).as(text).isEmpty();
        assertThat(EqlPrinter.print(parsed.query().orElseThrow())).isEqualTo(text);
    }

    /** Printing tells different trees apart: what is read from a print has the same shape, parentheses included. */
    @Property(tries = 2000)
    void print_anyExpression_isReadWithTheSameShape(@ForAll("expressions") Expression expression) {
        String text = EqlPrinter.print(expression);
        Expression read = EqlParser.parseExpression(new SourceText("print", text))
                .expression()
                .orElseThrow();
        assertThat(Shape.of(read)).as(text).isEqualTo(Shape.of(expression));
    }

    @Provide
    Arbitrary<Query> queries() {
        return Trees.queries();
    }

    @Provide
    Arbitrary<Expression> expressions() {
        return Trees.expressions(4);
    }
}
