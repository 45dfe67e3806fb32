package org.esdetect.es.store;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.esdetect.rule.ExceptionDocument;

/** Exception lists and items as documents of the store: the whole object as one text that is only kept. */
final class ExceptionSource {
    static final String KIND_ITEM = "exception_item";
    static final String KIND_LIST = "exception_list";

    /** Not in the mapping: it is kept in the source and nothing searches it. */
    static final String EXCEPTION = "exception";

    private ExceptionSource() {}

    /** The id of a document: prefixed, so that no item can pass for another kind of document. */
    static String documentId(ExceptionKey key) {
        return kind(key) + ":" + key.id();
    }

    static String kind(ExceptionKey key) {
        return key instanceof ExceptionKey.OfItem ? KIND_ITEM : KIND_LIST;
    }

    static Map<String, Object> of(ExceptionKey key, Map<String, Object> object, Instant now) {
        Map<String, Object> source = new LinkedHashMap<>();
        source.put(RuleSource.KIND, kind(key));
        source.put("updated_at", now.toEpochMilli());
        source.put(EXCEPTION, ExceptionDocument.toJson(object));
        return source;
    }

    /** @throws IllegalArgumentException if the document holds no readable exception */
    static Map<String, Object> object(Map<String, Object> source) {
        if (!(source.get(EXCEPTION) instanceof String json)) {
            throw new IllegalArgumentException("the document has no [" + EXCEPTION + "]");
        }
        return ExceptionDocument.fromJson(json);
    }
}
