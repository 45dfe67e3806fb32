package org.esdetect.es.manage;

import java.util.Optional;
import org.elasticsearch.common.util.concurrent.ThreadContext;
import org.esdetect.es.rights.RunAs;

/**
 * Whoever sends a request, and with whose rights a rule that he saves will search.
 *
 * @param authentication the header that says so; empty without security. A credential: never to be returned or logged
 */
public record Author(Optional<String> authentication) {

    /** Who is behind what runs in {@code context}. */
    public static Author in(ThreadContext context) {
        return new Author(Optional.ofNullable(context.getHeader(RunAs.AUTHENTICATION)));
    }

    @Override
    public String toString() {
        return authentication.isPresent() ? "Author[authenticated]" : "Author[]";
    }
}
