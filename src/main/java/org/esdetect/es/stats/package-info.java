/** What every part of the plugin counts, in one shape. */
@NullMarked
package org.esdetect.es.stats;

import org.jspecify.annotations.NullMarked;
