/**
 * A tree against the language's rules and the types of fields: {@link org.esdetect.eql.check.Checker} is the only
 * entry. Collects problems and warnings, changes nothing.
 *
 * <p>One class a check. A check of single nodes implements {@code NodeCheck} and sees every node of every condition; a
 * check of the shape of a query implements {@code QueryCheck}; {@code ClauseLists} and {@code LeadingWildcards} see
 * whole conditions. Checks do not depend on each other: where one mistake would show in two of them, the more telling
 * one reports it.
 *
 * <p>What a query says is judged with errors, what it says about fields with warnings: mappings change after a rule was
 * stored, and an event in memory has none.
 *
 * <p>A warning is certain or it is not given: a list may hold any number of values, so that few clauses exclude each
 * other, and vendors name fields as they like, so that an unknown one is a mistake only where the mappings say so or a
 * known one is nearly spelled.
 */
@NullMarked
package org.esdetect.eql.check;

import org.jspecify.annotations.NullMarked;
