package org.esdetect.peers;

import java.util.List;
import java.util.Map;
import org.esdetect.condition.Condition;
import org.esdetect.network.MatchLimits;
import org.esdetect.network.Network;
import org.esdetect.network.NetworkCompiler;
import org.esdetect.network.Scratch;
import org.esdetect.network.Selection;

/** Ours: all rules as one network. */
final class OneNetwork implements Contender<Map<String, Object>> {
    private final Network network;
    private final Selection all;
    private final Scratch scratch;

    OneNetwork(List<Condition> conditions) {
        this.network = NetworkCompiler.compile(conditions);
        this.all = network.all();
        this.scratch = network.newScratch(MatchLimits.DEFAULT);
    }

    @Override
    public Map<String, Object> prepare(Map<String, Object> event) {
        return event;
    }

    @Override
    public void match(List<Map<String, Object>> events, Matches matches) {
        for (int i = 0; i < events.size(); i++) {
            int matched = network.match(events.get(i), all, scratch);
            for (int m = 0; m < matched; m++) {
                matches.found(i, scratch.matched(m));
            }
        }
    }
}
