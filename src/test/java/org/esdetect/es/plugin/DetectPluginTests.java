package org.esdetect.es.plugin;

import java.util.Collection;
import java.util.List;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.test.ESSingleNodeTestCase;

public class DetectPluginTests extends ESSingleNodeTestCase {
    @Override
    protected Collection<Class<? extends Plugin>> getPlugins() {
        return List.of(DetectPlugin.class);
    }

    public void testNodeStarts_withThePlugin() {
        ensureGreen();
    }
}
