/** The plugin class and its settings; only wiring. */
@NullMarked
package org.esdetect.es.plugin;

import org.jspecify.annotations.NullMarked;
