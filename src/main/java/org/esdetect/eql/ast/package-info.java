/**
 * The syntax tree of EQL, {@link org.esdetect.eql.ast.Query} and {@link org.esdetect.eql.ast.Expression}, and its
 * canonical printer, {@link org.esdetect.eql.ast.EqlPrinter}.
 *
 * <p>A tree says what was written and where, not what it means: every node carries the span of its text, functions are
 * names, and nothing is resolved. Trees are compared by printing them. Parentheses are not kept; the printer puts back
 * those that are needed.
 *
 * <p>Trees come from {@code eql.parse}, which bounds their depth, so that walking them recursively is safe.
 */
@NullMarked
package org.esdetect.eql.ast;

import org.jspecify.annotations.NullMarked;
