package org.esdetect.es.health;

import java.util.Locale;
import org.elasticsearch.health.Diagnosis;
import org.elasticsearch.health.HealthStatus;

/**
 * What can be wrong with detection, how bad that is, and what to do. The page that {@link #helpUrl} names has an entry
 * for each.
 */
public enum Symptom {
    RULES_NOT_LOADED(
            HealthStatus.YELLOW,
            Subject.NODE,
            Impact.ALERTS_LATE,
            "nodes without rules",
            "These nodes have not loaded any rules since they started. Documents are marked [detect.deferred] there"
                    + " and judged later.",
            "Wait a minute after a start. Otherwise look at the index [.detect-rules] in _cat/indices and at"
                    + " rules.last_failure in _detect/_stats."),
    RULES_STALE(
            HealthStatus.YELLOW,
            Subject.NODE,
            Impact.NOT_DETECTED,
            "nodes that cannot load changed rules",
            "These nodes could not read the rule store again and again; they judge by the rules that they loaded last.",
            "Look at the index [.detect-rules] in _cat/indices and at rules.last_failure in _detect/_stats."),
    RULE_BROKEN(
            HealthStatus.YELLOW,
            Subject.RULE,
            Impact.NOT_DETECTED,
            "enabled rules with errors",
            "These rules are enabled, but their queries have errors, or exception lists that they name are missing, so"
                    + " they are not run.",
            "GET _detect/rules/{id} says what is wrong and where; mend the rule, import the list, or disable the rule."),
    RULE_UNSUPPORTED(
            HealthStatus.GREEN,
            Subject.RULE,
            Impact.NONE,
            "enabled rules of types that are not run",
            "These rules are of other types than [eql]. They are kept for an export and judge nothing here.",
            "Let Kibana run them, or disable them here."),
    RULE_UNREADABLE(
            HealthStatus.YELLOW,
            Subject.RULE,
            Impact.NOT_DETECTED,
            "stored rules that cannot be read",
            "The rule store holds documents that are no readable rule.",
            "Store the rule again or delete it; the node's log says what is wrong with it."),
    RULE_FILE_BROKEN(
            HealthStatus.YELLOW,
            Subject.FILE,
            Impact.NOT_DETECTED,
            "rule files with errors",
            "Files in config/detect/rules could not be taken as rules.",
            "Mend the file on every master-eligible node; `bin/detect/detect lint` says what is wrong and where."),
    RULE_QUARANTINED(
            HealthStatus.YELLOW,
            Subject.RULE,
            Impact.ALERTS_LATE,
            "rules in quarantine",
            "These rules needed too much work on documents, or failed on them, again and again. What they may match is"
                    + " marked and judged once it is indexed.",
            "Mend the rule: ask for a text first, compare arrays with arrays last; or disable it."),
    RULE_INLINE_ERRORS(
            HealthStatus.YELLOW,
            Subject.RULE,
            Impact.ALERTS_LATE,
            "rules that failed on documents",
            "Within the last ten minutes these rules could not be judged on some documents while they were ingested;"
                    + " those documents are judged once they are indexed.",
            "inline.rules.{id}.errors in _detect/_stats says how often, inline.last_error why."),
    SIGNALS_TEMPLATE_MISSING(
            HealthStatus.RED,
            Subject.NONE,
            Impact.ALERTS_NOT_WRITTEN,
            "the index template [signals-detect] is missing",
            "Without its index template an index of alerts would get a guessed mapping, so no alert is written.",
            "Set detect.templates.enabled to true, and look into the log of the elected master."),
    SIGNALS_UNAVAILABLE(
            HealthStatus.RED,
            Subject.INDEX,
            Impact.ALERTS_NOT_WRITTEN,
            "signals indices that cannot be written",
            "Indices of alerts have a primary shard that is not active, are closed, or have a write block.",
            "Recover the shard, open the index, or remove the block: index.blocks.* in its settings; Elasticsearch"
                    + " sets read_only_allow_delete when a disk is nearly full."),
    ALERTS_FAILING(
            HealthStatus.YELLOW,
            Subject.NODE,
            Impact.ALERTS_LATE,
            "nodes whose alerts were refused",
            "Within the last ten minutes alerts of these nodes were not accepted by the signals index. The sweep tries"
                    + " again until they are.",
            "alerts.last_failure in _detect/_stats says why."),
    QUEUE_FULL(
            HealthStatus.YELLOW,
            Subject.NODE,
            Impact.ALERTS_LATE,
            "nodes whose alert queue is full",
            "Within the last ten minutes the queue of alerts was full. What did not fit is written by the sweep.",
            "If it goes on, raise detect.signals.queue_bytes, or see which rule is noisy: inline.rules in"
                    + " _detect/_stats."),
    SWEEP_FAILING(
            HealthStatus.YELLOW,
            Subject.NONE,
            Impact.ALERTS_LATE,
            "the sweep fails",
            "Tagged events whose alert may be missing cannot be read, or their alerts cannot be written; the sweep's"
                    + " cursor waits.",
            "The message says why; the sweep goes on by itself when that is mended."),
    SWEEP_LAG(
            HealthStatus.YELLOW,
            Subject.NONE,
            Impact.ALERTS_LATE,
            "the sweep lags",
            "The sweep could not read some shards: operations there wait for it.",
            "Recover the shards that _cat/shards shows as unassigned."),
    SCHEDULE_STALLED(
            HealthStatus.YELLOW,
            Subject.NONE,
            Impact.NOT_DETECTED,
            "scheduled detection is held up",
            "No round of scheduled runs has ended for more than two minutes, or the last one failed.",
            "The message and schedule.last_error in _detect/_stats say why; GET _tasks?actions=detect*&detailed shows"
                    + " what runs."),
    RUNS_FAILING(
            HealthStatus.YELLOW,
            Subject.RULE,
            Impact.NOT_DETECTED,
            "rules whose runs fail",
            "The last runs of these rules failed. Their cursors have not moved: the next run takes the same events.",
            "The message and the run log [.detect-runs-*] say why."),
    RUNS_PARTIAL(
            HealthStatus.YELLOW,
            Subject.RULE,
            Impact.ALERTS_LATE,
            "rules that could not read all shards",
            "Shards of these rules' indices could not be read; the rules' cursors wait there.",
            "Recover the shards; schedule.unavailable_shards in _detect/_stats names them."),
    RUNS_LATE(
            HealthStatus.YELLOW,
            Subject.RULE,
            Impact.ALERTS_LATE,
            "rules that are not run when they are due",
            "These rules have been due for more than a minute: all places on the nodes are taken, or their last runs are"
                    + " not over.",
            "GET _tasks?actions=internal:detect*&detailed shows what takes long; raise"
                    + " [detect.schedule.max_concurrent_runs], or mend the rules that are slow."),
    TASK_WAITING(
            HealthStatus.YELLOW,
            Subject.NONE,
            Impact.ALERTS_LATE,
            "the task [detect] is being assigned",
            "The task that runs sequences and the sweep has just been started, or its node was lost.",
            "Wait a moment."),
    TASK_UNASSIGNED(
            HealthStatus.RED,
            Subject.NONE,
            Impact.NOT_DETECTED,
            "the task [detect] runs on no node",
            "Nothing runs sequences, rules over indices that are not covered, and the sweep.",
            "At least one data node needs the plugin, and every node of the cluster must have it; see the message, and"
                    + " cluster.persistent_tasks.allocation.enable."),
    SCHEDULE_DISABLED(
            HealthStatus.YELLOW,
            Subject.NONE,
            Impact.NOT_DETECTED,
            "scheduled detection is switched off",
            "The setting detect.schedule.enabled is false: no sequence is found, and no lost alert is written again.",
            "Set detect.schedule.enabled to true."),
    NODES_WITHOUT_PLUGIN(
            HealthStatus.YELLOW,
            Subject.NODE,
            Impact.INGEST,
            "nodes without the plugin",
            "These nodes may run pipelines and do not have the plugin: writes through them to attached indices fail.",
            "Install the plugin there, or take the ingest role away."),
    NODES_SILENT(
            HealthStatus.YELLOW,
            Subject.NODE,
            Impact.ALERTS_LATE,
            "nodes that did not answer",
            "These nodes did not say how detection works there.",
            "Look at the node's log and its thread pool [management]."),
    INLINE_DISABLED(
            HealthStatus.GREEN,
            Subject.NONE,
            Impact.NONE,
            "inline detection is switched off",
            "The setting detect.inline.enabled is false: all rules are run on schedule.",
            "Set detect.inline.enabled to true for alerts within a second."),
    INDEX_UNCOVERED(
            HealthStatus.GREEN,
            Subject.INDEX,
            Impact.NONE,
            "indices that are judged on schedule only",
            "Rules that could be judged inline name these indices, but no document of theirs passes the pipeline.",
            "POST _detect/_attach puts the processor into their pipelines; GET _detect/_coverage shows all.");

    private static final String PAGE = "docs/operations.md#health-";

    /** What the subjects of a finding are. */
    enum Subject {
        NONE,
        NODE,
        RULE,
        INDEX,
        FILE
    }

    private final HealthStatus status;
    private final Subject subject;
    private final Impact impact;
    private final String summary;
    private final String cause;
    private final String action;

    Symptom(HealthStatus status, Subject subject, Impact impact, String summary, String cause, String action) {
        this.status = status;
        this.subject = subject;
        this.impact = impact;
        this.summary = summary;
        this.cause = cause;
        this.action = action;
    }

    /** In lower case, as users see it. */
    public String id() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** What it makes of the indicator. */
    public HealthStatus status() {
        return status;
    }

    Subject subject() {
        return subject;
    }

    Impact impact() {
        return impact;
    }

    String summary() {
        return summary;
    }

    /** The entry in our documentation. */
    public String helpUrl() {
        return PAGE + id();
    }

    Diagnosis.Definition definition(String indicator) {
        return new Diagnosis.Definition(indicator, id(), cause, action, helpUrl());
    }
}
