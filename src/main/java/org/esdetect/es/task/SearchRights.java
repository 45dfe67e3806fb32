package org.esdetect.es.task;

import org.elasticsearch.action.ActionListener;
import org.elasticsearch.client.internal.Client;

/** Whose rights the searches of a rule have. */
@FunctionalInterface
interface SearchRights {
    /** A client whose requests have the rights to search for the rule of this id. */
    void clientFor(String ruleId, ActionListener<Client> listener);

    /** The rights of the user whose request is being answered by this thread. */
    static SearchRights ofCaller(RunAs runAs) {
        Client caller = runAs.caller();
        return (ruleId, listener) -> listener.onResponse(caller);
    }

    /** The rights of the rule's author, as they were when the rule was saved. */
    static SearchRights ofAuthors(RunAs runAs, RuleAuthors authors) {
        return (ruleId, listener) -> authors.authentication(ruleId, listener.map(runAs::author));
    }
}
