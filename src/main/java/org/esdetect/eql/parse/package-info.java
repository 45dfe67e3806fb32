/**
 * Text to tree: {@link org.esdetect.eql.parse.EqlParser} is the only entry.
 *
 * <p>The way of a text: {@code SizeLimits} (is it bounded?) -> {@code Tokens} (words and where they stand) ->
 * {@code LexicalErrors} (words that are no EQL) -> the generated parser, in ANTLR's fast mode first and in its full
 * mode when that fails -> {@code TreeBuilder} (parse tree to syntax tree). A failed parse becomes one sentence:
 * {@code SyntaxErrors} says what was found and what could have stood there, {@code SyntaxHints} knows the usual
 * mistakes.
 *
 * <p>Nothing here decides what a query means; {@code eql.check} does. The few shapes that cannot be expressed as a tree
 * (array indexes, misplaced options) are refused here.
 *
 * @see <a href="https://www.elastic.co/guide/en/elasticsearch/reference/8.19/eql-syntax.html">EQL syntax reference</a>
 */
@NullMarked
package org.esdetect.eql.parse;

import org.jspecify.annotations.NullMarked;
