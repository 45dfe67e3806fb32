package org.esdetect.es.manage;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.ElasticsearchException;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.rest.RestStatus;
import org.esdetect.es.author.Finding;
import org.esdetect.es.store.RuleOutcome;
import org.esdetect.text.Problem;
import org.esdetect.text.SourceText;
import org.jspecify.annotations.Nullable;

/**
 * A rule of an import and what became of it.
 *
 * @param line of the file
 * @param ruleId as far as it could be read
 * @param findings what is wrong or doubtful about it
 * @param result {@code created} or {@code updated}; null when it was not stored
 * @param failure why it was not stored; null when it was
 */
record ImportedRule(
        int line, Optional<String> ruleId, List<Finding> findings, @Nullable String result, @Nullable Failure failure) {

    /** What a problem is about that has no place in the file. */
    private static final SourceText FILE = new SourceText("import", "");

    /** @param status as of an HTTP answer */
    record Failure(int status, String message) {}

    /** @param ofExceptions what is known of its exceptions now that it is stored */
    static ImportedRule stored(Incoming rule, RuleOutcome.Written outcome, List<Problem> ofExceptions) {
        List<Finding> findings = new ArrayList<>(rule.findings());
        ofExceptions.forEach(problem -> findings.add(new Finding(FILE, problem)));
        return new ImportedRule(rule.line(), rule.ruleId(), findings, outcome.created() ? "created" : "updated", null);
    }

    static ImportedRule refused(Incoming rule, RestStatus status, String message) {
        return new ImportedRule(
                rule.line(), rule.ruleId(), rule.findings(), null, new Failure(status.getStatus(), message));
    }

    static ImportedRule failed(Incoming rule, Exception cause) {
        Throwable unwrapped = ExceptionsHelper.unwrapCause(cause);
        String message = unwrapped instanceof ElasticsearchException || unwrapped.getMessage() == null
                ? unwrapped.toString()
                : unwrapped.getMessage();
        return refused(rule, ExceptionsHelper.status(unwrapped), message);
    }

    boolean isStored() {
        return result != null;
    }

    /** {@code loaded}, {@code loaded_with_warnings} or {@code rejected}. */
    private String status() {
        if (!isStored()) {
            return "rejected";
        }
        return findings.isEmpty() ? "loaded" : "loaded_with_warnings";
    }

    /** For the list of all rules. */
    Map<String, Object> toMap(boolean aLineEach) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("line", line);
        ruleId.ifPresent(id -> map.put("rule_id", id));
        map.put("status", status());
        if (result != null) {
            map.put("result", result);
        }
        put(map, "problems", of(true), aLineEach);
        put(map, "warnings", of(false), aLineEach);
        return map;
    }

    private List<Finding> of(boolean errors) {
        return findings.stream().filter(finding -> finding.isError() == errors).toList();
    }

    private void put(Map<String, Object> map, String name, List<Finding> listed, boolean aLineEach) {
        if (!listed.isEmpty()) {
            map.put(
                    name,
                    listed.stream().map(finding -> shown(finding, aLineEach)).toList());
        }
    }

    private Map<String, Object> shown(Finding finding, boolean aLineEach) {
        return aLineEach && !finding.isOfQuery() ? finding.toMap(line) : finding.toMap();
    }

    /** For Kibana's list of errors; its placeholder for an id that could not be read. */
    Map<String, Object> toError() {
        if (failure == null) {
            throw new IllegalStateException("rule [" + ruleId + "] was stored");
        }
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("rule_id", ruleId.orElse("(unknown id)"));
        map.put("line", line);
        map.put("error", Map.of("status_code", failure.status, "message", failure.message));
        return map;
    }

    /** What is wrong with a rule that was refused for its text, in one text, each with its place. */
    static String message(int line, List<Finding> findings) {
        StringBuilder message = new StringBuilder("line [" + line + "]: ");
        String between = "";
        for (Finding finding : findings) {
            if (finding.isError()) {
                message.append(between).append(finding.sentence());
                between = "; ";
            }
        }
        return message.toString();
    }
}
