package org.esdetect.es.attach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.elasticsearch.action.ActionListener;

/** Plans, and unless it is only asked what it would do, does it. */
public record Attachment(Supplier<List<Change>> plan, Changes changes) {

    /**
     * @param listener answered with {@code dry_run}, the {@code changes} that were made or would be, and {@code advice}
     *     on what people must do themselves
     */
    public void run(boolean dryRun, ActionListener<Map<String, Object>> listener) {
        List<Change> planned = plan.get();
        if (dryRun) {
            listener.onResponse(answer(true, planned));
        } else {
            changes.make(planned, listener.map(done -> answer(false, planned)));
        }
    }

    private static Map<String, Object> answer(boolean dryRun, List<Change> planned) {
        List<Map<String, Object>> made = new ArrayList<>();
        List<Map<String, Object>> advice = new ArrayList<>();
        planned.forEach(change -> (change instanceof Change.Advice ? advice : made).add(change.toMap()));
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("dry_run", dryRun);
        answer.put("changes", made);
        answer.put("advice", advice);
        return answer;
    }
}
