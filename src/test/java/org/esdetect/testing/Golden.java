package org.esdetect.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares a large rendering with a reviewed file under {@code src/test/resources/golden}. A failure shows the new
 * content; {@code -Ddetect.bless=true} writes it, and the difference is reviewed like code.
 */
public final class Golden {
    private static final Path FOLDER = Path.of("src", "test", "resources", "golden");

    private Golden() {}

    /** Fails unless {@code content}, which ends with a line feed, is what the file holds. */
    public static void assertMatches(String file, String content) {
        Path path = FOLDER.resolve(file);
        try {
            if (Boolean.getBoolean("detect.bless")) {
                Files.writeString(path, content, StandardCharsets.UTF_8);
                return;
            }
            assertThat(path)
                    .withFailMessage(() -> "[" + path + "] is missing; with -Ddetect.bless=true it becomes\n" + content)
                    .exists();
            String expected = Files.readString(path, StandardCharsets.UTF_8);
            assertThat(content)
                    .withFailMessage(() -> "[" + path + "] differs; with -Ddetect.bless=true it becomes\n" + content)
                    .isEqualTo(expected);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
