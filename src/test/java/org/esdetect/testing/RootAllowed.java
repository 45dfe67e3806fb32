package org.esdetect.testing;

import org.elasticsearch.common.logging.LogConfigurator;
import org.elasticsearch.nativeaccess.NativeAccess;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Lets Elasticsearch's test framework run as root, as build machines do: its refusal asks the native layer, which
 * answers "unknown" when it was loaded on an operating system it does not know. Registered as a service, so that it
 * comes before the first test class.
 */
public final class RootAllowed implements LauncherSessionListener {
    @Override
    public void launcherSessionOpened(LauncherSession session) {
        LogConfigurator.configureESLogging();
        String name = System.getProperty("os.name");
        System.setProperty("os.name", "unknown");
        try {
            NativeAccess.instance();
        } finally {
            System.setProperty("os.name", name);
        }
    }
}
