package org.esdetect.es.plugin;

import java.util.List;
import org.elasticsearch.common.settings.Setting;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.threadpool.ExecutorBuilder;

/**
 * A plugin with one part of the product in it, for a test of that part: what every part needs of a node (settings,
 * thread pool, the node's attribute) is what {@link DetectPlugin} says.
 */
public abstract class PartOfDetect extends Plugin {
    private final DetectPlugin product = new DetectPlugin(Settings.EMPTY);

    @Override
    public final List<Setting<?>> getSettings() {
        return product.getSettings();
    }

    @Override
    public final List<ExecutorBuilder<?>> getExecutorBuilders(Settings settings) {
        return product.getExecutorBuilders(settings);
    }

    @Override
    public final Settings additionalSettings() {
        return product.additionalSettings();
    }
}
