package org.esdetect.es.run;

import java.time.Instant;
import org.elasticsearch.Build;
import org.elasticsearch.common.UUIDs;
import org.esdetect.alert.AlertRun;

/** What the alerts of a run that begins are told of it. */
public final class NewRun {
    private NewRun() {}

    /** Under an id that no other run has. */
    public static AlertRun of(AlertRun.Mode mode, Instant now) {
        return new AlertRun(mode, now, UUIDs.randomBase64UUID(), Build.current().version());
    }
}
