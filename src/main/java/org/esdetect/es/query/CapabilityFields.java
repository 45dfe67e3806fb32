package org.esdetect.es.query;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.elasticsearch.action.fieldcaps.FieldCapabilities;
import org.elasticsearch.action.fieldcaps.FieldCapabilitiesResponse;
import org.jspecify.annotations.Nullable;

/**
 * One index as field capabilities describe it: a type per field, and nothing of normalizers, copies or default values.
 * So nothing here is verbatim, and no query made of it excludes anything.
 */
final class CapabilityFields implements MappingFieldTypes.IndexFields {
    private static final String TEXT = "text";
    private static final String UNSEARCHABLE = "unsearchable";

    private final FieldCapabilitiesResponse response;
    private final String index;

    CapabilityFields(FieldCapabilitiesResponse response, String index) {
        this.response = response;
        this.index = index;
    }

    @Override
    public IndexedField find(String path) {
        for (int dot = path.indexOf('.'); dot >= 0; dot = path.indexOf('.', dot + 1)) {
            String ancestor = type(path.substring(0, dot));
            if (ancestor != null && !ancestor.equals("object")) {
                return IndexedField.opaque(path);
            }
        }
        String type = type(path);
        if (type == null) {
            return IndexedField.unmapped(path);
        }
        return type.equals(TEXT) ? exactSubField(path) : field(path, MappedTypes.kind(type));
    }

    /** The {@code keyword} sub-field, or the only one of that type; otherwise the text field itself. */
    private IndexedField exactSubField(String path) {
        String usual = path + ".keyword";
        if ("keyword".equals(type(usual))) {
            return field(usual, FieldKind.KEYWORD);
        }
        List<String> exact = response.get().keySet().stream()
                .filter(name -> name.startsWith(path + ".") && name.indexOf('.', path.length() + 1) < 0)
                .filter(name -> "keyword".equals(type(name)))
                .toList();
        return exact.size() == 1 ? field(exact.get(0), FieldKind.KEYWORD) : field(path, FieldKind.VALUED);
    }

    private static IndexedField field(String path, FieldKind kind) {
        return kind == FieldKind.OPAQUE ? IndexedField.opaque(path) : new IndexedField(path, kind, false, true);
    }

    /** The type of a field in this index, another word when it cannot be searched; null when it is unmapped. */
    private @Nullable String type(String path) {
        Map<String, FieldCapabilities> byType = response.getField(path);
        if (byType == null) {
            return null;
        }
        for (FieldCapabilities capabilities : byType.values()) {
            boolean here = capabilities.indices() == null || isIn(capabilities.indices());
            if (here && !capabilities.getType().equals("unmapped")) {
                boolean container = capabilities.getType().equals("object")
                        || capabilities.getType().equals("nested");
                return container || isSearchable(capabilities) ? capabilities.getType() : UNSEARCHABLE;
            }
        }
        return null;
    }

    private boolean isSearchable(FieldCapabilities capabilities) {
        String[] exceptions = capabilities.nonSearchableIndices();
        return capabilities.isSearchable() || (exceptions != null && !isIn(exceptions));
    }

    private boolean isIn(String[] indices) {
        return Arrays.asList(indices).contains(index);
    }
}
