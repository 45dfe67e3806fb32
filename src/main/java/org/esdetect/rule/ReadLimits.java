package org.esdetect.rule;

/**
 * What a rule may cost, and what it is read for.
 *
 * @param maxBytes of one rule in UTF-8
 * @param maxDepth of objects and arrays inside each other
 * @param maxItems of one array or object
 * @param stackVersion the running Elasticsearch version, compared with a rule's {@code min_stack_version}
 */
public record ReadLimits(int maxBytes, int maxDepth, int maxItems, String stackVersion) {
    public static final ReadLimits DEFAULT = new ReadLimits(256 * 1024, 40, 10_000, "8.19.21");

    public ReadLimits withMaxBytes(int bytes) {
        return new ReadLimits(bytes, maxDepth, maxItems, stackVersion);
    }
}
