package org.esdetect.es.run;

import java.util.ArrayList;
import java.util.List;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.util.concurrent.EsExecutors;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.plugins.SearchPlugin;
import org.elasticsearch.threadpool.ExecutorBuilder;
import org.elasticsearch.threadpool.FixedExecutorBuilder;
import org.esdetect.es.DetectNames;
import org.esdetect.es.arrival.ArrivalsQueryBuilder;
import org.esdetect.es.ingest.IngestSettings;
import org.esdetect.es.signal.SignalSettings;

/** What runs need of the server, without the task that starts them. */
public final class RunTestPlugin extends Plugin implements SearchPlugin {
    @Override
    public List<Setting<?>> getSettings() {
        List<Setting<?>> settings = new ArrayList<>(RunSettings.all());
        settings.addAll(SignalSettings.all());
        settings.addAll(IngestSettings.all());
        return settings;
    }

    @Override
    public List<QuerySpec<?>> getQueries() {
        return List.of(ArrivalsQueryBuilder.spec());
    }

    @Override
    public List<ExecutorBuilder<?>> getExecutorBuilders(Settings settings) {
        return List.of(new FixedExecutorBuilder(
                settings,
                DetectNames.THREAD_POOL,
                2,
                1000,
                "thread_pool.detect",
                EsExecutors.TaskTrackingConfig.DO_NOT_TRACK));
    }
}
