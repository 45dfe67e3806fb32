package org.esdetect.cli;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/** A file by its path, or standard input by {@code -}; what is packed with gzip is unpacked, whatever its name. */
record Input(String path, Terminal terminal) {
    static final String STANDARD_INPUT = "-";

    private static final int BUFFER = 1 << 16;
    private static final int GZIP_MAGIC = 0x1f8b;

    /** What to call it in a message. */
    String name() {
        return isStandardInput() ? "standard input" : path;
    }

    boolean isStandardInput() {
        return path.equals(STANDARD_INPUT);
    }

    /** Its text, to be closed by the caller. */
    BufferedReader reader() throws IOException {
        try {
            return new BufferedReader(new InputStreamReader(unpacked(), StandardCharsets.UTF_8), BUFFER);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** All of its text. */
    String text() throws IOException {
        try (InputStream in = unpacked()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    /** {@code path} as the file system has it. */
    static Path file(String path) throws IOException {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw new IOException("cannot read [" + path + "]: no such file", e);
        }
    }

    /** The trouble in one line. */
    IOException unreadable(IOException e) {
        String why = e instanceof NoSuchFileException
                ? "no such file"
                : e instanceof AccessDeniedException ? "permission denied" : String.valueOf(e.getMessage());
        return new IOException("cannot read [" + name() + "]: " + why, e);
    }

    private InputStream unpacked() throws IOException {
        InputStream raw = isStandardInput() ? terminal.in() : Files.newInputStream(file(path));
        BufferedInputStream buffered = new BufferedInputStream(raw, BUFFER);
        try {
            buffered.mark(2);
            boolean packed = (buffered.read() << 8 | buffered.read()) == GZIP_MAGIC;
            buffered.reset();
            return packed ? new GZIPInputStream(buffered, BUFFER) : buffered;
        } catch (IOException e) {
            buffered.close();
            throw e;
        }
    }
}
