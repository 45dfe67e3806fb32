package org.esdetect.es.rest;

import java.io.IOException;
import java.util.Map;
import org.elasticsearch.ElasticsearchParseException;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.common.xcontent.XContentHelper;
import org.elasticsearch.xcontent.XContentParseException;
import org.elasticsearch.xcontent.XContentParser;
import org.elasticsearch.xcontent.XContentParserConfiguration;
import org.elasticsearch.xcontent.XContentType;

/** A body that is one object. What stands behind it is an error and not left out: it may be what its author meant. */
final class OneObject {
    private OneObject() {}

    /**
     * The fields of {@code body} in their order.
     *
     * @throws XContentParseException with line and column
     */
    static Map<String, Object> read(BytesReference body, XContentType type) {
        try (XContentParser parser = XContentHelper.createParser(XContentParserConfiguration.EMPTY, body, type)) {
            if (parser.nextToken() != XContentParser.Token.START_OBJECT) {
                throw new XContentParseException(
                        parser.getTokenLocation(),
                        "the body must be one object, found [" + parser.currentToken() + "]");
            }
            Map<String, Object> fields = parser.mapOrdered();
            checkEnd(parser);
            return fields;
        } catch (IOException unreadable) {
            throw new ElasticsearchParseException("the body cannot be read: {}", unreadable, unreadable.getMessage());
        }
    }

    /** @throws XContentParseException when anything follows the object that {@code parser} has read */
    static void checkEnd(XContentParser parser) throws IOException {
        if (parser.nextToken() != null) {
            throw new XContentParseException(
                    parser.getTokenLocation(),
                    "the body is one object, found [" + parser.currentToken() + "] after it");
        }
    }
}
