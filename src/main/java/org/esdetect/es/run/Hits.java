package org.esdetect.es.run;

import java.util.Map;
import org.elasticsearch.search.SearchHit;

/** Reading hits. */
public final class Hits {
    private Hits() {}

    /**
     * The document of a hit, read once.
     *
     * @throws IllegalStateException when the index keeps none: then no event of it can be judged
     */
    public static Map<String, Object> source(SearchHit hit) {
        if (!hit.hasSource()) {
            throw new IllegalStateException("index [" + hit.getIndex()
                    + "] keeps no [_source], so its events cannot be judged; take it out of the rule's index patterns");
        }
        return hit.getSourceAsMap();
    }
}
