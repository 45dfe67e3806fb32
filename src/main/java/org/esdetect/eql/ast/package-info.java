/** The syntax tree of EQL and its canonical printer. */
@NullMarked
package org.esdetect.eql.ast;

import org.jspecify.annotations.NullMarked;
