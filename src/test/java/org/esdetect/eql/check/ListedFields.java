package org.esdetect.eql.check;

import java.util.Collection;
import java.util.Map;
import java.util.Set;

/** Fields as a test lists them. */
record ListedFields(Map<String, Set<FieldKind>> kindsByName) implements FieldTypes {
    /** A small schema with every kind of field. */
    static final ListedFields SCHEMA = new ListedFields(Map.ofEntries(
            Map.entry("@timestamp", Set.of(FieldKind.DATE)),
            Map.entry("event.category", Set.of(FieldKind.STRING)),
            Map.entry("file.inode", Set.of(FieldKind.NUMBER)),
            Map.entry("geo.location", Set.of(FieldKind.OTHER)),
            Map.entry("host.id", Set.of(FieldKind.STRING)),
            Map.entry("mixed", Set.of(FieldKind.STRING, FieldKind.NUMBER)),
            Map.entry("process.args", Set.of(FieldKind.STRING)),
            Map.entry("process.name", Set.of(FieldKind.STRING)),
            Map.entry("process.pid", Set.of(FieldKind.NUMBER)),
            Map.entry("process.trusted", Set.of(FieldKind.BOOLEAN)),
            Map.entry("source.ip", Set.of(FieldKind.IP)),
            Map.entry("strange", Set.of(FieldKind.UNKNOWN))));

    @Override
    public Set<FieldKind> kinds(String path) {
        return kindsByName.getOrDefault(path, Set.of());
    }

    @Override
    public Collection<String> names() {
        return kindsByName.keySet();
    }
}
