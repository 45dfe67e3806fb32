/**
 * The one table of EQL functions, {@link org.esdetect.function.Function}: name, arity, case variant, meaning. Arguments
 * are scalars or null; null in is null out but for optional positions; nothing throws for what an argument holds.
 */
@NullMarked
package org.esdetect.function;

import org.jspecify.annotations.NullMarked;
