/**
 * A tree against the language's rules and the types of fields: {@link org.esdetect.eql.check.Checker} is the only
 * entry. Collects problems and warnings, changes nothing.
 *
 * <p>One class a check. A check of single nodes implements {@code NodeCheck} and sees every node of every condition; a
 * check of the shape of a query implements {@code QueryCheck}. Checks do not depend on each other: where one mistake
 * would show in two of them, the more telling one reports it.
 *
 * <p>What a query says is judged with errors, what it says about fields with warnings: mappings change after a rule was
 * stored, and an event in memory has none.
 */
@NullMarked
package org.esdetect.eql.check;

import org.jspecify.annotations.NullMarked;
