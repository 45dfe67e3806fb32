/**
 * Exceptions as people manage them: {@link org.esdetect.es.exception.ExceptionChanges} creates, replaces and deletes
 * lists and items, {@link org.esdetect.es.exception.ExceptionViews} says of each what became of it: which rules it
 * serves, what it kept from an alert, whether it has expired or cannot be applied.
 */
@NullMarked
package org.esdetect.es.exception;

import org.jspecify.annotations.NullMarked;
