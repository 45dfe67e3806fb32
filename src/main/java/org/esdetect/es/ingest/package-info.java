/** The processor {@code detect} and which indices it covers. */
@NullMarked
package org.esdetect.es.ingest;

import org.jspecify.annotations.NullMarked;
