/** The documentation says nothing that a test does not run. */
@NullMarked
package org.esdetect.docs;

import org.jspecify.annotations.NullMarked;
