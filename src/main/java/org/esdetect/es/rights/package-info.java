/**
 * With whose rights something is asked.
 *
 * <p>{@link org.esdetect.es.rights.RunAs} makes clients that have the rights of the plugin, of the caller or of
 * somebody whose authentication was kept; {@link org.esdetect.es.rights.SearchRights} chooses among them for the
 * searches of a rule, and {@link org.esdetect.es.rights.RuleAuthors} says whose a rule is.
 *
 * <p>Knows {@code store}, which keeps the authors, and nothing of what is asked.
 */
@NullMarked
package org.esdetect.es.rights;

import org.jspecify.annotations.NullMarked;
