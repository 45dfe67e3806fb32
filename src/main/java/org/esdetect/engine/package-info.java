/** Rules to compiled rules, and the match facade. One rule's failure is its own. */
@NullMarked
package org.esdetect.engine;

import org.jspecify.annotations.NullMarked;
