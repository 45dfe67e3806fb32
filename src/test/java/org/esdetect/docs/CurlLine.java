package org.esdetect.docs;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A {@code curl} command of the documentation, understood rather than run: the tests must pass where there is no curl.
 * Knows {@code -X}, {@code -H 'Content-Type: ...'}, {@code -d} and the URL; anything else is an error, so that a
 * snippet cannot say what is not tested.
 */
record CurlLine(String method, String path, @Nullable String body, String contentType) {

    static CurlLine parse(String line) {
        String method = null;
        String url = null;
        String body = null;
        String contentType = "application/json";
        List<String> words = words(line);
        for (int i = 1; i < words.size(); i++) {
            String word = words.get(i);
            switch (word) {
                case "-X" -> method = words.get(++i);
                case "-d" -> body = words.get(++i);
                case "-H" -> contentType = words.get(++i).replaceFirst("^Content-Type: ", "");
                default -> {
                    if (!word.startsWith("http://127.0.0.1:9200/")) {
                        throw new IllegalArgumentException("do not know [" + word + "] in [" + line + "]");
                    }
                    url = word.substring("http://127.0.0.1:9200".length());
                }
            }
        }
        if (url == null) {
            throw new IllegalArgumentException("no URL in [" + line + "]");
        }
        return new CurlLine(method != null ? method : body != null ? "POST" : "GET", url, body, contentType);
    }

    /** Words as a shell splits them, with single quotes only. */
    private static List<String> words(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean quoted = false;
        for (char c : (line + " ").toCharArray()) {
            if (c == '\'') {
                quoted = !quoted;
            } else if (c == ' ' && !quoted) {
                if (word.length() > 0) {
                    words.add(word.toString());
                    word.setLength(0);
                }
            } else {
                word.append(c);
            }
        }
        if (quoted) {
            throw new IllegalArgumentException("a quote is not closed in [" + line + "]");
        }
        return words;
    }
}
