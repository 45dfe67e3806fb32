/** Rules and the state of scheduled work in system indices; reload and healing. */
@NullMarked
package org.esdetect.es.store;

import org.jspecify.annotations.NullMarked;
