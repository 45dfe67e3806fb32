package org.esdetect.es.store;

import java.util.List;
import org.elasticsearch.action.ActionListener;

/** Rules that come with the plugin or the node's configuration and not over REST. */
public interface RuleInstall {

    /**
     * Does nothing on a node that is not the elected master, and next to nothing once it is done. Fails when it cannot
     * be done at the moment; to be called again then.
     */
    void ensureInstalled(ActionListener<Void> listener);

    /** Does all of them one after the other, each whatever becomes of the others; fails when one does. */
    static RuleInstall all(List<RuleInstall> installs) {
        if (installs.isEmpty()) {
            return listener -> listener.onResponse(null);
        }
        RuleInstall first = installs.get(0);
        RuleInstall others = all(installs.subList(1, installs.size()));
        return listener -> ActionListener.run(
                ActionListener.<Void>wrap(
                        done -> others.ensureInstalled(listener),
                        failure -> others.ensureInstalled(ActionListener.running(() -> listener.onFailure(failure)))),
                first::ensureInstalled);
    }
}
