package org.esdetect.alert;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What makes an event the same event, wherever it is met: {@code agent.id} and {@code event.id} when it has exactly one
 * of each, so that an event which its agent sends twice counts once; else where it is stored and its {@code _id}.
 *
 * @param text {@code event:<length of agent.id>:<agent.id>:<event.id>} or {@code document:<length of
 *     target>:<target>:<_id>}; the length keeps two pairs apart whatever characters they hold. Over 512 characters, a
 *     digest of that
 */
public record EventKey(String text) {
    private static final int LONGEST_TEXT = 512;

    public static EventKey of(SourceEvent event) {
        Optional<String> agent = single(event.source(), "agent.id");
        Optional<String> id = single(event.source(), "event.id");
        return agent.isPresent() && id.isPresent()
                ? of("event", agent.get(), id.get())
                : of("document", event.target(), event.id());
    }

    private static EventKey of(String kind, String owner, String id) {
        String text = kind + ":" + owner.length() + ":" + owner + ":" + id;
        return new EventKey(
                text.length() <= LONGEST_TEXT
                        ? text
                        : "digest:" + new Digest().text(text).base64Url());
    }

    private static Optional<String> single(Map<String, Object> source, String path) {
        List<Object> nodes = SourcePath.nodes(source, path);
        if (nodes.size() != 1 || nodes.get(0) instanceof Map) {
            return Optional.empty();
        }
        return Optional.of(String.valueOf(nodes.get(0))).filter(text -> !text.isEmpty());
    }
}
