/**
 * A checked tree to its plan: {@link org.esdetect.eql.lower.Lowering} is the only entry.
 *
 * <p>Two translations of one tree. {@code ConditionLowering} makes two-valued conditions of whatever stands where a
 * condition stands, and finds for each leaf the plainest test of one field. {@code ValueLowering} makes three-valued
 * expressions of what stands inside a leaf that no plain test covers. {@code Constants} says what is the same for every
 * event.
 *
 * <p>Nothing is simplified that arrays could tell apart: ranges are not merged, {@code not (a > 1)} stays as it is, and
 * {@code f == "x" and f == "y"} can be true.
 */
@NullMarked
package org.esdetect.eql.lower;

import org.jspecify.annotations.NullMarked;
