/**
 * The rule model, independent of format, and its readers.
 *
 * <p>{@link org.esdetect.rule.TomlRules} reads the TOML of elastic/detection-rules,
 * {@link org.esdetect.rule.NdjsonRules} what Kibana exports. Both turn their text into the fields of Kibana's rule
 * object and hand them to one reader, which checks them ({@code RuleCheck}, one class a subject), fills defaults and
 * makes a {@link org.esdetect.rule.Rule}. What is wrong is collected as problems with their places in the text.
 * {@link org.esdetect.rule.RuleDocument} is the way to the store and back, and to Kibana.
 *
 * <p>Nothing is dropped in silence: a field that we do not know or do not support is kept in the rule's document and
 * named in a warning; a field whose loss would widen the rule (filters, a data view) refuses it.
 *
 * <p>{@code docs/rule-format.md} says what of both formats is used. The query is text here; {@code eql} understands it.
 */
@NullMarked
package org.esdetect.rule;

import org.jspecify.annotations.NullMarked;
