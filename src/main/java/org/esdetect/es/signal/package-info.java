/** Alerts to the signals index: the writer, the post-index listener, the templates, the sweep. */
@NullMarked
package org.esdetect.es.signal;

import org.jspecify.annotations.NullMarked;
