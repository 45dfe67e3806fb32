package org.esdetect.peers;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import org.esdetect.condition.Order;

/** One thing that Event Ruler can ask of a value. */
sealed interface RulerPattern {
    /** As it stands in a rule of Event Ruler. */
    JsonNode json();

    /** The whole value. */
    record Text(String text) implements RulerPattern {
        @Override
        public JsonNode json() {
            return TextNode.valueOf(text);
        }

        /** The same as a wildcard pattern without wildcards. */
        String asWildcard() {
            return escape(text).replace("*", "\\*");
        }
    }

    /** Stars are wildcards, all else is literal; {@code spelled} in Event Ruler's way, where a backslash escapes. */
    record Wild(String spelled) implements RulerPattern {
        /** A pattern of ours. */
        static Wild ofPattern(String pattern, boolean widenQuestionMarks) {
            if (pattern.indexOf('?') >= 0 && !widenQuestionMarks) {
                throw new InexpressibleException("[?] in a pattern");
            }
            return new Wild(escape(pattern.replace('?', '*')).replaceAll("\\*+", "*"));
        }

        @Override
        public JsonNode json() {
            String inner = spelled.substring(0, spelled.length() - 1);
            if (spelled.endsWith("*") && !spelled.endsWith("\\*") && inner.indexOf('*') < 0 && !inner.isEmpty()) {
                return object().put("prefix", inner.replace("\\\\", "\\"));
            }
            if (spelled.startsWith("*") && spelled.indexOf('*', 1) < 0 && spelled.length() > 1) {
                return object().put("suffix", spelled.substring(1).replace("\\\\", "\\"));
            }
            return object().put("wildcard", spelled);
        }
    }

    /** There is a value. */
    record Present() implements RulerPattern {
        @Override
        public JsonNode json() {
            return object().put("exists", true);
        }
    }

    /** The number stands so to the bound; {@code symbol} is {@code =} or that of an {@link Order}. */
    record Compared(String symbol, double bound) implements RulerPattern {
        @Override
        public JsonNode json() {
            ObjectNode object = object();
            object.putArray("numeric").add(symbol).add(bound);
            return object;
        }
    }

    /** The address is in the block. */
    record InBlock(String block) implements RulerPattern {
        @Override
        public JsonNode json() {
            return object().put("cidr", block);
        }
    }

    private static String escape(String text) {
        return text.replace("\\", "\\\\");
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }
}
