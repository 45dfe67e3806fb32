/** A checked tree to its plan: a condition, or a sequence of conditions. */
@NullMarked
package org.esdetect.eql.lower;

import org.jspecify.annotations.NullMarked;
