package org.esdetect.alert;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * SHA-256 over a list of numbers and texts. A text goes in as its length and its UTF-16 units: no two lists of parts
 * give the same bytes, not even with unpaired surrogates, which UTF-8 would all turn into a question mark.
 */
final class Digest {
    private final MessageDigest sha256;

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    Digest number(int number) {
        sha256.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).flip());
        return this;
    }

    Digest text(String text) {
        number(text.length());
        ByteBuffer units = ByteBuffer.allocate(text.length() * Character.BYTES);
        units.asCharBuffer().put(text);
        sha256.update(units);
        return this;
    }

    /** 43 characters, no padding. To be called once. */
    String base64Url() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256.digest());
    }
}
