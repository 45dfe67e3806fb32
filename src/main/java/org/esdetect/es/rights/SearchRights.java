package org.esdetect.es.rights;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.client.internal.Client;
import org.esdetect.es.InTurn;

/** Whose rights the searches of a rule have. */
@FunctionalInterface
public interface SearchRights {
    /** A client whose requests have the rights to search for the rule of this id. */
    void clientFor(String ruleId, ActionListener<Client> listener);

    /** The clients for several rules; one object for all rules that have the same rights. */
    default void clientsFor(Collection<String> ruleIds, ActionListener<Map<String, Client>> listener) {
        InTurn.ask(ruleIds, this::clientFor, listener);
    }

    /** The rights of the user whose request is being answered by this thread. */
    static SearchRights ofCaller(RunAs runAs) {
        Client caller = runAs.caller();
        return (ruleId, listener) -> listener.onResponse(caller);
    }

    /** The rights of the rule's author, as they were when the rule was saved. */
    static SearchRights ofAuthors(RunAs runAs, RuleAuthors authors) {
        return new SearchRights() {
            @Override
            public void clientFor(String ruleId, ActionListener<Client> listener) {
                authors.authentication(ruleId, listener.map(runAs::author));
            }

            @Override
            public void clientsFor(Collection<String> ruleIds, ActionListener<Map<String, Client>> listener) {
                authors.authentications(ruleIds, listener.map(headers -> {
                    Map<Optional<String>, Client> byHeader = new HashMap<>();
                    Map<String, Client> byRule = new HashMap<>();
                    headers.forEach((id, header) ->
                            byRule.put(id, byHeader.computeIfAbsent(header, unseen -> runAs.author(unseen))));
                    return byRule;
                }));
            }
        };
    }
}
