package org.esdetect.es.arrival;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/** How far each shard was read. Immutable. A shard that it does not hold is read from its first operation. */
public record Cursor(SortedMap<ShardKey, Position> positions) {
    /** Nothing was read yet. */
    public static final Cursor EMPTY = new Cursor(Collections.emptySortedMap());

    public Cursor {
        positions = Collections.unmodifiableSortedMap(new TreeMap<>(positions));
    }

    /**
     * The last sequence number that was read; {@link SeqNoRange#BEFORE_ALL} for a shard that is new, or that started to
     * count anew.
     */
    public long after(ShardKey shard, String history) {
        Position position = positions.get(shard);
        return position == null || !position.history().equals(history) ? SeqNoRange.BEFORE_ALL : position.seqNo();
    }

    /** With {@code reached} in place of what it says about these shards; the others stay. */
    public Cursor advance(Map<ShardKey, Position> reached) {
        TreeMap<ShardKey, Position> next = new TreeMap<>(positions);
        next.putAll(reached);
        return new Cursor(next);
    }

    /** Without the shards of indices that are not in {@code indexUuids}. */
    public Cursor keepOnly(Collection<String> indexUuids) {
        TreeMap<ShardKey, Position> kept = new TreeMap<>(positions);
        kept.keySet().removeIf(shard -> !indexUuids.contains(shard.indexUuid()));
        return kept.size() == positions.size() ? this : new Cursor(kept);
    }

    /** The UUIDs of the indices that it knows. */
    public SortedSet<String> indexUuids() {
        TreeSet<String> uuids = new TreeSet<>();
        positions.keySet().forEach(shard -> uuids.add(shard.indexUuid()));
        return uuids;
    }

    /** {@code {"<index uuid>/<shard>": [seq_no, "<history uuid>"]}}, as {@link #fromMap} reads it. */
    public Map<String, Object> toMap() {
        Map<String, Object> map = new LinkedHashMap<>();
        positions.forEach(
                (shard, position) -> map.put(shard.toString(), List.of(position.seqNo(), position.history())));
        return map;
    }

    /**
     * The cursor that {@link #toMap} gave.
     *
     * @throws IllegalArgumentException when {@code map} is something else
     */
    public static Cursor fromMap(Map<String, ?> map) {
        TreeMap<ShardKey, Position> positions = new TreeMap<>();
        map.forEach((shard, value) -> {
            if (value instanceof List<?> pair
                    && pair.size() == 2
                    && pair.get(0) instanceof Number seqNo
                    && pair.get(1) instanceof String history) {
                positions.put(ShardKey.parse(shard), new Position(seqNo.longValue(), history));
            } else {
                throw new IllegalArgumentException(
                        "[" + value + "] is not the position of shard [" + shard + "], expected [seq_no, history]");
            }
        });
        return new Cursor(positions);
    }
}
