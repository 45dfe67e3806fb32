package org.esdetect.text;

/**
 * One mistake of a rule's author, or something the author should know.
 *
 * @param code stable name of the kind of mistake; every code has an entry in {@code docs/problems.md}
 * @param severity an error keeps the rule from loading, a warning does not
 * @param message one sentence: what was found in {@code [brackets]}, what was expected, a suggestion where there is one
 */
public record Problem(Code code, Severity severity, Span span, String message) {
    /** So much of a line is shown: a rule sent as JSON is one line, its guide included. */
    private static final int MAX_SHOWN = 500;

    private static final String CUT = "...";

    /** Whether a problem keeps the rule from loading. */
    public enum Severity {
        ERROR,
        WARNING
    }

    /** The kinds of problems. */
    public enum Code {
        /** The text is not EQL. */
        SYNTAX,
        /** Valid EQL that we refuse with a reason: {@code sample}, pipes in a rule, field against field. */
        UNSUPPORTED,
        /** No such function, or it has no {@code ~} variant. */
        UNKNOWN_FUNCTION,
        /** A function called with the wrong number or kind of arguments. */
        BAD_ARGUMENT,
        /** Operands whose kinds cannot be compared or combined. */
        TYPE_MISMATCH,
        /** A sequence that breaks a rule of sequences: keys, maxspan, runs, missing events. */
        BAD_SEQUENCE,
        /** A regular expression, address block or number that cannot be read. */
        BAD_CONSTANT,
        /** A limit on size, depth, list length or automaton work. */
        TOO_LARGE,
        /** A field that neither ECS nor the mapping of the rule's indices knows. */
        UNKNOWN_FIELD,
        /** A wildcard character where the operator takes it literally. */
        LITERAL_WILDCARD,
        /** A case-sensitive comparison where values differ in case, such as a Windows path. */
        CASE_SENSITIVE,
        /** A pattern that starts with a wildcard: slow over an index. */
        LEADING_WILDCARD,
        /** A comparison on a field whose long values the index does not hold. */
        IGNORE_ABOVE,
        /** A clause that is always true or always false. */
        CONSTANT_CLAUSE,
        /** A clause that stands twice in one list. */
        REPEATED_CLAUSE,
        /** A maxspan beyond what is looked at. */
        LOOK_BACK,
        /** A field of the rule file that is missing, malformed or not supported. */
        RULE_FIELD,
        /** An exception list that a rule names and that is not there. */
        MISSING_LIST
    }

    /**
     * The problem for a person: {@code name:line:column: message [CODE]}, then the line of text and carets below the
     * place; of a long line what stands around the place.
     *
     * <pre>
     * dns.toml:2:3: unknown function [lenght], did you mean [length]? [UNKNOWN_FUNCTION]
     *     lenght(process.name) > 3
     *     ^^^^^^
     * </pre>
     */
    public String render(SourceText source) {
        String line = source.lineAt(span.start());
        int column = source.column(span.start());
        int before = Math.min(column - 1, line.length());
        int from = line.length() <= MAX_SHOWN ? 0 : Math.max(0, before - MAX_SHOWN / 2);
        int to = Math.min(line.length(), from + MAX_SHOWN);
        String start = from == 0 ? "" : CUT;
        String shown = start + line.substring(from, to) + (to == line.length() ? "" : CUT);
        String indent = (start + line.substring(from, before)).replaceAll("[^\t]", " ");
        int carets = Math.max(1, Math.min(span.end() - span.start(), to - before));
        return source.name() + ":" + source.line(span.start()) + ":" + column + ": " + message + " [" + code + "]\n    "
                + shown + "\n    " + indent + "^".repeat(carets);
    }
}
