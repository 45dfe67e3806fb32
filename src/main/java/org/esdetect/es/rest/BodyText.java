package org.esdetect.es.rest;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import org.elasticsearch.ElasticsearchParseException;
import org.elasticsearch.ElasticsearchStatusException;
import org.elasticsearch.common.bytes.BytesReference;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestStatus;

/** The body of a request as text. */
final class BodyText {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private BodyText() {}

    /** Without the mark that some editors put before a text. */
    static String read(RestRequest request, int maxBytes) {
        if (!request.hasContent()) {
            throw new ElasticsearchParseException("request body is required");
        }
        BytesReference content = request.content();
        checkSize(content.length(), maxBytes);
        String text = decode(BytesReference.toBytes(content));
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    static void checkSize(int bytes, int maxBytes) {
        if (bytes > maxBytes) {
            throw new ElasticsearchStatusException(
                    "the body has [{}] bytes, at most [{}] are taken",
                    RestStatus.REQUEST_ENTITY_TOO_LARGE,
                    bytes,
                    maxBytes);
        }
    }

    private static String decode(byte[] bytes) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(in, out, true);
        if (result.isError()) {
            throw new ElasticsearchParseException(
                    "the body is not UTF-8: byte [{}] cannot be read; save the file as UTF-8", in.position());
        }
        return out.flip().toString();
    }
}
