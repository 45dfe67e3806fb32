package org.esdetect.es.attach;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.esdetect.es.DetectNames;
import org.jspecify.annotations.Nullable;

/** A pipeline's body with our processor, or without it; the rest as it was. */
final class PipelineEdit {
    private static final String PROCESSORS = "processors";
    private static final String ON_FAILURE = "on_failure";

    private PipelineEdit() {}

    static Map<String, Object> with(Map<String, Object> body) {
        Map<String, Object> edited = new LinkedHashMap<>(body);
        List<Object> processors = new ArrayList<>(list(body.get(PROCESSORS)));
        processors.add(Map.of(DetectNames.PIPELINE, Map.of("ignore_failure", true)));
        edited.put(PROCESSORS, processors);
        return edited;
    }

    /** Also without calls of our pipeline, which would fail once it is gone. */
    static Map<String, Object> without(Map<String, Object> body) {
        Map<String, Object> edited = new LinkedHashMap<>(body);
        for (String part : List.of(PROCESSORS, ON_FAILURE)) {
            if (body.containsKey(part)) {
                edited.put(part, withoutOurs(list(body.get(part))));
            }
        }
        return edited;
    }

    /** Whether our processor or our pipeline is anywhere in it. */
    static boolean mentions(Map<String, Object> body) {
        return !without(body).equals(body);
    }

    /** Whether it does nothing. */
    static boolean isEmpty(Map<String, Object> body) {
        return list(body.get(PROCESSORS)).isEmpty();
    }

    private static List<Object> withoutOurs(List<?> processors) {
        List<Object> kept = new ArrayList<>();
        for (Object processor : processors) {
            Object edited = processor instanceof Map<?, ?> map && map.size() == 1 ? withoutOurs(map) : processor;
            if (edited != null) {
                kept.add(edited);
            }
        }
        return kept;
    }

    private static @Nullable Object withoutOurs(Map<?, ?> processor) {
        Map.Entry<?, ?> only = processor.entrySet().iterator().next();
        if (!(only.getValue() instanceof Map<?, ?> options)) {
            return processor;
        }
        boolean calls = "pipeline".equals(only.getKey()) && DetectNames.PIPELINE.equals(options.get("name"));
        if (calls || DetectNames.PIPELINE.equals(only.getKey())) {
            return null;
        }
        Map<Object, Object> edited = new LinkedHashMap<>(options);
        if (options.get(ON_FAILURE) instanceof List<?> taken) {
            edited.put(ON_FAILURE, withoutOurs(taken));
        }
        if (options.get("processor") instanceof Map<?, ?> each && each.size() == 1) {
            Object inner = withoutOurs(each);
            if (inner == null) {
                return null; // a foreach has nothing left to do
            }
            edited.put("processor", inner);
        }
        return Map.of(only.getKey(), edited);
    }

    private static List<?> list(@Nullable Object value) {
        return value instanceof List<?> list ? list : List.of();
    }
}
