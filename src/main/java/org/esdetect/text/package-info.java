/**
 * Rule text, ranges in it, and what is wrong with it.
 *
 * <p>An author's mistake is a value, {@link org.esdetect.text.Problem}, never an exception: checks collect all of them.
 * This package imports nothing.
 */
@NullMarked
package org.esdetect.text;

import org.jspecify.annotations.NullMarked;
