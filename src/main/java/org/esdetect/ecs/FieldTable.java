package org.esdetect.ecs;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.esdetect.ecs.EcsField.Indexing;

/**
 * Fields by path, in the order of their paths. Immutable.
 *
 * <p>A path is a parent when another path goes through it, whether or not it has an entry of its own. Only objects and
 * nested objects are parents: the constructor refuses a table in which another type is one.
 */
public final class FieldTable {
    private final SortedMap<String, EcsField> fields;
    /** The same, for who asks by path: in every alert for every field. */
    private final Map<String, EcsField> byPath;

    private final Set<String> parents;

    private FieldTable(SortedMap<String, EcsField> fields) {
        this.fields = Collections.unmodifiableSortedMap(fields);
        this.byPath = new HashMap<>(fields);
        this.parents = parents(fields.keySet());
        for (String parent : parents) {
            EcsField field = fields.get(parent);
            if (field != null && field.type() != EcsType.OBJECT && field.type() != EcsType.NESTED) {
                throw new IllegalArgumentException(
                        "field [" + parent + "] of type [" + field.type() + "] has fields below it");
            }
        }
    }

    /** All fields, sorted by path. */
    public SortedMap<String, EcsField> all() {
        return fields;
    }

    public Optional<EcsType> type(String path) {
        return Optional.ofNullable(byPath.get(path)).map(EcsField::type);
    }

    /** Whether a field of the table lies below {@code path}. */
    public boolean isParent(String path) {
        return parents.contains(path);
    }

    /**
     * The fields of both tables.
     *
     * @throws IllegalArgumentException if they disagree on a field
     */
    public FieldTable plus(FieldTable other) {
        TreeMap<String, EcsField> union = new TreeMap<>(fields);
        other.fields.forEach((name, field) -> {
            EcsField known = union.put(name, field);
            if (known != null && !known.equals(field)) {
                throw new IllegalArgumentException("field [" + name + "] is both " + known + " and " + field);
            }
        });
        return new FieldTable(union);
    }

    /**
     * Reads a table: a line a field, columns by tab: path, type, {@code one} or {@code many}, and {@code stored},
     * {@code text} or {@code long} where the field is not simply searched.
     *
     * @param resource a file beside this class
     */
    static FieldTable load(String resource) {
        TreeMap<String, EcsField> fields = new TreeMap<>();
        try (InputStream stream = FieldTable.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the jar lacks [" + resource + "]");
            }
            BufferedReader lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                EcsField field = parse(line);
                if (fields.put(field.name(), field) != null) {
                    throw new IllegalStateException("[" + resource + "] names [" + field.name() + "] twice");
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new FieldTable(fields);
    }

    private static EcsField parse(String line) {
        String[] columns = line.split("\t", -1);
        Indexing indexing = columns.length > 3 ? Indexing.valueOf(upper(columns[3])) : Indexing.SEARCHED;
        return new EcsField(columns[0], EcsType.valueOf(upper(columns[1])), columns[2].equals("many"), indexing);
    }

    private static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    private static Set<String> parents(Set<String> paths) {
        Set<String> parents = new HashSet<>();
        for (String path : paths) {
            for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
                parents.add(path.substring(0, dot));
            }
        }
        return parents;
    }
}
