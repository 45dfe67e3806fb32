/** A match to an alert document as plain maps; event keys and alert ids, the same on every path. */
@NullMarked
package org.esdetect.alert;

import org.jspecify.annotations.NullMarked;
