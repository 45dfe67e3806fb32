package org.esdetect.es.health;

import java.io.IOException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.elasticsearch.common.io.stream.StreamInput;
import org.elasticsearch.common.io.stream.StreamOutput;
import org.elasticsearch.common.io.stream.Writeable;

/**
 * One symptom in the whole cluster.
 *
 * @param count of its subjects, on the node that sees most of them
 * @param subjects rules, indices or files; some of them when there are many
 * @param nodes ids of the nodes that see it
 * @param messages some of what they say
 * @param sinceMillis when it was first seen, without a break since
 */
public record Trouble(
        Symptom symptom, int count, List<String> subjects, List<String> nodes, List<String> messages, long sinceMillis)
        implements Writeable {
    static Trouble read(StreamInput in) throws IOException {
        return new Trouble(
                in.readEnum(Symptom.class),
                in.readVInt(),
                in.readStringCollectionAsList(),
                in.readStringCollectionAsList(),
                in.readStringCollectionAsList(),
                in.readLong());
    }

    @Override
    public void writeTo(StreamOutput out) throws IOException {
        out.writeEnum(symptom);
        out.writeVInt(count);
        out.writeStringCollection(subjects);
        out.writeStringCollection(nodes);
        out.writeStringCollection(messages);
        out.writeLong(sinceMillis);
    }

    /** For people, with what {@code nodes} are called. */
    Map<String, Object> toMap(UnaryOperator<String> nodeName) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("id", symptom.id());
        map.put("status", symptom.status().xContentValue());
        map.put("count", count);
        switch (symptom.subject()) {
            case RULE -> map.put("rules", subjects);
            case INDEX -> map.put("indices", subjects);
            case FILE -> map.put("files", subjects);
            case NODE, NONE -> {}
        }
        List<String> where = nodes.isEmpty() && symptom.subject() == Symptom.Subject.NODE
                ? subjects
                : nodes.stream().map(nodeName).toList();
        if (!where.isEmpty()) {
            map.put("nodes", where);
        }
        if (!messages.isEmpty()) {
            map.put("messages", messages);
        }
        if (sinceMillis > 0) {
            map.put("since", Instant.ofEpochMilli(sinceMillis).toString());
        }
        return map;
    }
}
