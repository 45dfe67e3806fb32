package org.esdetect.es.run;

import java.util.List;
import org.elasticsearch.plugins.SearchPlugin;
import org.esdetect.es.arrival.ArrivalsQueryBuilder;
import org.esdetect.es.plugin.PartOfDetect;

/** What runs need of the server, without the task that starts them. */
public final class RunTestPlugin extends PartOfDetect implements SearchPlugin {
    @Override
    public List<QuerySpec<?>> getQueries() {
        return List.of(ArrivalsQueryBuilder.spec());
    }
}
