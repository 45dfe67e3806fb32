package org.esdetect.rule;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.esdetect.text.SourceText;
import org.jspecify.annotations.Nullable;

/** Reads exception items and lists as people and Kibana write them: a JSON object each. */
public final class ExceptionReader {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final TypeReference<Map<String, Object>> OBJECT = new TypeReference<>() {};

    private ExceptionReader() {}

    /** One kind of object: how it is checked and made. */
    private record Kind<T>(
            String idField, List<String> known, Consumer<Fields> check, Function<Map<String, Object>, T> make) {}

    private static final Kind<ExceptionItem> ITEM = new Kind<>(
            "item_id",
            both(ExceptionDocument.KIBANA_ITEM, ExceptionDocument.OUR_ITEM),
            ExceptionCheck::item,
            ExceptionDocument::item);

    private static final Kind<ExceptionList> LIST = new Kind<>(
            "list_id",
            both(ExceptionDocument.KIBANA_LIST, ExceptionDocument.OUR_LIST),
            ExceptionCheck::list,
            ExceptionDocument::list);

    /** One item, as one JSON object that may span lines. */
    public static ReadException<ExceptionItem> readItem(String name, String json, ReadLimits limits) {
        return read(ITEM, name, json, Map.of(), limits);
    }

    /** One item of which {@code given} is known from elsewhere, such as the path of a request. */
    public static ReadException<ExceptionItem> readItem(
            String name, String json, Map<String, Object> given, ReadLimits limits) {
        return read(ITEM, name, json, given, limits);
    }

    /** One list, as one JSON object that may span lines. */
    public static ReadException<ExceptionList> readList(
            String name, String json, Map<String, Object> given, ReadLimits limits) {
        return read(LIST, name, json, given, limits);
    }

    /** One item that was parsed elsewhere; its problems have no place. */
    public static ReadException<ExceptionItem> readItem(String name, Map<String, Object> object, ReadLimits limits) {
        return read(ITEM, new SourceText(name, ""), object, Map.of(), Positions.NONE, limits);
    }

    /** One list that was parsed elsewhere; its problems have no place. */
    public static ReadException<ExceptionList> readList(String name, Map<String, Object> object, ReadLimits limits) {
        return read(LIST, new SourceText(name, ""), object, Map.of(), Positions.NONE, limits);
    }

    private static <T> ReadException<T> read(
            Kind<T> kind, String name, String json, Map<String, Object> given, ReadLimits limits) {
        SourceText source = new SourceText(name, json);
        int bytes = json.getBytes(StandardCharsets.UTF_8).length;
        if (bytes > limits.maxBytes()) {
            return new ReadException<>(
                    source, Optional.empty(), Optional.empty(), List.of(Unreadable.tooLarge(bytes, limits, 0)));
        }
        try {
            @Nullable Map<String, Object> object = JSON.readValue(json, OBJECT);
            return read(kind, source, object == null ? Map.of() : object, given, new JsonPositions(json, 0), limits);
        } catch (JsonProcessingException e) {
            return new ReadException<>(
                    source, Optional.empty(), Optional.empty(), List.of(Unreadable.problem(e, "JSON", json, 0)));
        }
    }

    private static <T> ReadException<T> read(
            Kind<T> kind,
            SourceText source,
            Map<String, Object> object,
            Map<String, Object> given,
            Positions positions,
            ReadLimits limits) {
        Report report = new Report(positions);
        new ValueLimits(limits, report).check(object);
        Map<String, Object> document = ExceptionDocument.imported(object);
        given.forEach((name, value) -> {
            Object present = document.putIfAbsent(name, value);
            if (present != null && !present.equals(value)) {
                report.error(
                        name,
                        "field [" + name + "] is [" + Shown.value(present) + "], but the request is about ["
                                + Shown.value(value) + "]; leave the field out");
            }
        });
        Fields fields = new Fields("", document, report);
        if (!report.hasErrors()) {
            kind.check().accept(fields);
            ExceptionCheck.unknown(fields, document, kind.known());
        }
        Optional<String> id =
                document.get(kind.idField()) instanceof String text ? Optional.of(text) : Optional.<String>empty();
        return new ReadException<>(
                source,
                id,
                report.hasErrors() ? Optional.empty() : Optional.of(kind.make().apply(document)),
                report.inTextOrder());
    }

    private static List<String> both(List<String> one, List<String> other) {
        List<String> all = new ArrayList<>(one);
        all.addAll(other);
        return List.copyOf(all);
    }
}
