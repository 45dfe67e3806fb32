package org.esdetect.es.store;

import java.util.Optional;

/**
 * A rule with all that the store keeps beside it, for whoever writes it again.
 *
 * @param authentication as in {@link RuleWrite.Put}: a credential
 * @param file the operator's file that holds the rule, if one does
 */
public record HeldRule(StoredRule stored, Optional<String> authentication, Optional<String> file) {

    /** Without the header, which is a credential. */
    @Override
    public String toString() {
        return "HeldRule[" + stored + ", " + file + "]";
    }
}
