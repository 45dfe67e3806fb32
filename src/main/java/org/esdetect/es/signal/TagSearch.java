package org.esdetect.es.signal;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.lucene.util.BytesRef;
import org.elasticsearch.common.bytes.BytesReference;
import org.esdetect.es.DetectNames;

/**
 * Whether a document may carry our tag, by its bytes alone, for an index whose mapping leaves the tag out. JSON, YAML,
 * CBOR and SMILE all hold a short key of ASCII letters as these letters. May say yes for another document that has the
 * words; never says no for a tagged one.
 *
 * <p>Looks at about every fifth byte (Horspool's search), less than a nanosecond each.
 */
final class TagSearch {
    private static final TagSearch TAG = new TagSearch(DetectNames.TAG);
    private static final TagSearch RULE_IDS = new TagSearch(lastName(DetectNames.TAG_RULE_IDS));
    private static final TagSearch DEFERRED = new TagSearch(lastName(DetectNames.TAG_DEFERRED));

    private final byte[] word;
    /** How far to go on when the window ends with a byte, by its value. */
    private final byte[] skips = new byte[256];

    private TagSearch(String word) {
        this.word = word.getBytes(StandardCharsets.US_ASCII);
        Arrays.fill(skips, (byte) this.word.length);
        for (int i = 0; i < this.word.length - 1; i++) {
            skips[this.word[i]] = (byte) (this.word.length - 1 - i);
        }
    }

    static boolean mayBeTagged(BytesReference source) {
        BytesRef bytes = source.toBytesRef();
        return TAG.isIn(bytes) && (RULE_IDS.isIn(bytes) || DEFERRED.isIn(bytes));
    }

    private boolean isIn(BytesRef text) {
        int last = word.length - 1;
        int end = text.offset + text.length;
        int at = text.offset + last;
        while (at < end) {
            byte found = text.bytes[at];
            if (found == word[last] && isAt(text.bytes, at - last)) {
                return true;
            }
            at += skips[found & 0xff];
        }
        return false;
    }

    private boolean isAt(byte[] bytes, int start) {
        for (int i = 0; i < word.length; i++) {
            if (bytes[start + i] != word[i]) {
                return false;
            }
        }
        return true;
    }

    private static String lastName(String path) {
        return path.substring(path.lastIndexOf('.') + 1);
    }
}
