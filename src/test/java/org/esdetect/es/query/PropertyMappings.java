package org.esdetect.es.query;

/** How the indices of the property tests hold the fields of {@link org.esdetect.testing.TestField}. */
final class PropertyMappings {
    static final String TYPED =
            """
            {"dynamic": false, "properties": {
              "event": {"properties": {"category": {"type": "keyword"}}},
              "process": {"properties": {
                "name": {"type": "keyword"},
                "parent": {"properties": {"name": {"type": "keyword", "index": false}}},
                "command_line": {"type": "keyword", "ignore_above": 12},
                "title": {"type": "text", "fields": {"exact": {"type": "keyword", "ignore_above": 30}}},
                "pid": {"type": "long", "ignore_malformed": true}}},
              "message": {"type": "text"},
              "folded": {"type": "keyword", "normalizer": "lower"},
              "labels": {"type": "flattened"},
              "port": {"type": "integer", "ignore_malformed": true},
              "score": {"type": "double", "ignore_malformed": true},
              "ratio": {"type": "float", "ignore_malformed": true},
              "signed": {"type": "boolean", "ignore_malformed": true},
              "source": {"properties": {"ip": {"type": "ip", "ignore_malformed": true}}},
              "file": {"properties": {"created": {"type": "date", "ignore_malformed": true}}}}}
            """;

    /** Everything that makes an index hold other values than the source. */
    static final String DECEITFUL =
            """
            {"dynamic": "runtime", "properties": {
              "event": {"properties": {"category": {"type": "keyword", "null_value": "cmd.exe"}}},
              "process": {"dynamic": false, "properties": {
                "name": {"type": "keyword", "copy_to": "folded"},
                "parent": {"type": "nested", "properties": {"name": {"type": "keyword"}}},
                "command_line": {"type": "alias", "path": "process.name"},
                "title": {"type": "object", "enabled": false},
                "pid": {"type": "long", "null_value": 5}}},
              "message": {"type": "keyword", "index": false, "doc_values": false},
              "folded": {"type": "keyword"},
              "labels": {"type": "flattened", "ignore_above": 5},
              "port": {"type": "byte", "ignore_malformed": true},
              "score": {"type": "half_float", "ignore_malformed": true},
              "ratio": {"type": "keyword"},
              "signed": {"type": "keyword"},
              "source": {"properties": {"ip": {"type": "keyword"}}},
              "file": {"properties": {"created": {"type": "keyword"}}}}}
            """;

    /** Where the index says what the source says, word for word. */
    static final String VERBATIM =
            """
            {"dynamic": false, "properties": {
              "event": {"properties": {"category": {"type": "keyword"}}},
              "process": {"properties": {
                "name": {"type": "keyword"},
                "parent": {"properties": {"name": {"type": "keyword"}}},
                "command_line": {"type": "keyword"},
                "title": {"type": "text", "fields": {"exact": {"type": "keyword"}}}}},
              "message": {"type": "keyword"},
              "folded": {"type": "keyword"},
              "loose": {"properties": {"thing": {"type": "keyword"}}},
              "labels": {"type": "flattened"},
              "signed": {"type": "boolean"},
              "source": {"properties": {"ip": {"type": "ip"}}}}}
            """;

    static final String DYNAMIC = "{}";

    /** As {@link #TYPED} where a real node has types that a test's node lacks; others stand in for them. */
    static final String STANDING_IN =
            """
            {"dynamic": false, "properties": {
              "event": {"properties": {"category": {"type": "keyword"}}},
              "process": {"properties": {
                "name": {"type": "keyword"},
                "parent": {"properties": {"name": {"type": "keyword"}}},
                "command_line": {"type": "keyword", "ignore_above": 12},
                "title": {"type": "text", "fields": {"exact": {"type": "keyword"}}},
                "pid": {"type": "long", "ignore_malformed": true}}},
              "message": {"type": "text"},
              "folded": {"type": "keyword"},
              "labels": {"type": "flattened"},
              "port": {"type": "integer", "ignore_malformed": true},
              "score": {"type": "double", "ignore_malformed": true},
              "ratio": {"type": "float", "ignore_malformed": true},
              "signed": {"type": "boolean", "ignore_malformed": true},
              "source": {"properties": {"ip": {"type": "ip", "ignore_malformed": true}}},
              "file": {"properties": {"created": {"type": "keyword"}}}}}
            """;

    /** What {@link #STANDING_IN} stands for. */
    static final String STOOD_FOR =
            """
            {"dynamic": false, "properties": {
              "event": {"properties": {"category": {"type": "constant_keyword", "value": "cmd.exe"}}},
              "process": {"properties": {
                "name": {"type": "wildcard"},
                "parent": {"properties": {"name": {"type": "wildcard"}}},
                "command_line": {"type": "wildcard", "ignore_above": 12},
                "title": {"type": "match_only_text", "fields": {"exact": {"type": "wildcard"}}},
                "pid": {"type": "unsigned_long", "ignore_malformed": true}}},
              "message": {"type": "match_only_text"},
              "folded": {"type": "counted_keyword"},
              "labels": {"type": "flattened"},
              "port": {"type": "integer", "ignore_malformed": true},
              "score": {"type": "scaled_float", "scaling_factor": 10, "ignore_malformed": true},
              "ratio": {"type": "float", "ignore_malformed": true},
              "signed": {"type": "boolean", "ignore_malformed": true},
              "source": {"properties": {"ip": {"type": "ip", "ignore_malformed": true}}},
              "file": {"properties": {"created": {"type": "version"}}}}}
            """;

    private PropertyMappings() {}
}
