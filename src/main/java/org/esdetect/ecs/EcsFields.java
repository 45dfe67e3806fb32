package org.esdetect.ecs;

import java.util.Optional;
import java.util.SortedMap;

/**
 * The fields of ECS, with what Elastic Defend and the Windows integrations add and detection rules read:
 * {@code process.Ext}, {@code file.Ext}, {@code dll.Ext}, {@code Target}, {@code winlog}, {@code powershell}.
 *
 * <p>Sub-fields such as {@code message.text} are not fields of their own. Loaded once, immutable.
 */
public final class EcsFields {
    private static final FieldTable TABLE = FieldTable.load("ecs-fields.tsv");

    private EcsFields() {}

    /** What {@code path} holds; empty for a path that neither ECS nor the extensions name, and for a mere prefix. */
    public static Optional<EcsType> type(String path) {
        return TABLE.type(path);
    }

    /** All fields by path, sorted. */
    public static SortedMap<String, EcsField> all() {
        return TABLE.all();
    }

    /** The version of ECS whose fields these are. */
    public static String version() {
        return "8.17.0";
    }

    public static FieldTable table() {
        return TABLE;
    }
}
