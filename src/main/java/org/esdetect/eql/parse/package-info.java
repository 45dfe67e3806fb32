/** Text to tree: {@link org.esdetect.eql.parse.EqlParser} is the only entry. */
@NullMarked
package org.esdetect.eql.parse;

import org.jspecify.annotations.NullMarked;
