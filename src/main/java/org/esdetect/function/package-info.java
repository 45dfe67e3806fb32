/** The one table of EQL functions: name, arity, case variant, meaning. */
@NullMarked
package org.esdetect.function;

import org.jspecify.annotations.NullMarked;
