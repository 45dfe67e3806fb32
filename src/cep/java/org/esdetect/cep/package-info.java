/**
 * The sequence machine beside engines for complex events, which are large: a profile of their own, {@code cep}, brings
 * them.
 *
 * <p>Entry: {@link org.esdetect.cep.SequencePeers}.
 */
@NullMarked
package org.esdetect.cep;

import org.jspecify.annotations.NullMarked;
