package org.esdetect.es.query;

/** What the types of Elasticsearch's mappings are to us. */
final class MappedTypes {
    private MappedTypes() {}

    /** The kind of a field of that type, multi-fields aside. A type not named here is opaque. */
    static FieldKind kind(String type) {
        return switch (type) {
            case "keyword", "constant_keyword" -> FieldKind.KEYWORD;
            case "wildcard" -> FieldKind.WILDCARD;
            case "long" -> FieldKind.LONG;
            case "integer", "short", "byte" -> FieldKind.INTEGER;
            case "double" -> FieldKind.DOUBLE;
            case "float" -> FieldKind.FLOAT;
            case "boolean" -> FieldKind.BOOLEAN;
            case "ip" -> FieldKind.IP;
            case "text", "match_only_text", "date", "date_nanos", "version" -> FieldKind.VALUED;
            default -> FieldKind.OPAQUE;
        };
    }
}
