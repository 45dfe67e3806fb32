/** A tree against the language's rules and the types of fields: collects problems and warnings, changes nothing. */
@NullMarked
package org.esdetect.eql.check;

import org.jspecify.annotations.NullMarked;
