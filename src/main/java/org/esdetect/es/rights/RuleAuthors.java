package org.esdetect.es.rights;

import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;

/** Knows the header that a rule's searches are done with; {@code RuleStore::authentication}. */
@FunctionalInterface
public interface RuleAuthors {
    /** Empty for a rule that ships with the plugin, and when security is off. */
    void authentication(String ruleId, ActionListener<Optional<String>> listener);

    /** Those of several rules, each as {@link #authentication} gives it. */
    default void authentications(Collection<String> ruleIds, ActionListener<Map<String, Optional<String>>> listener) {
        next(List.copyOf(ruleIds).iterator(), new HashMap<>(), listener);
    }

    private void next(
            Iterator<String> left,
            Map<String, Optional<String>> found,
            ActionListener<Map<String, Optional<String>>> listener) {
        if (!left.hasNext()) {
            listener.onResponse(found);
            return;
        }
        String id = left.next();
        authentication(id, listener.delegateFailureAndWrap((rest, header) -> {
            found.put(id, header);
            next(left, found, rest);
        }));
    }
}
