package org.esdetect.text;

/**
 * A rule's text and the name to say where it stands, for example {@code rules/dns.toml} or {@code query}.
 *
 * <p>Lines and columns are 1-based, as editors count them.
 */
public record SourceText(String name, String text) {

    /** The 1-based line of {@code offset}. */
    public int line(int offset) {
        int line = 1;
        for (int i = 0; i < offset && i < text.length(); i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        return line;
    }

    /** The 1-based column of {@code offset} in its line, in UTF-16 units. */
    public int column(int offset) {
        return offset - text.lastIndexOf('\n', Math.min(offset, text.length()) - 1);
    }

    /** The line that holds {@code offset}, without its line break. */
    public String lineAt(int offset) {
        int start = text.lastIndexOf('\n', Math.min(offset, text.length()) - 1) + 1;
        int end = text.indexOf('\n', start);
        String line = end < 0 ? text.substring(start) : text.substring(start, end);
        return line.endsWith("\r") ? line.substring(0, line.length() - 1) : line;
    }
}
