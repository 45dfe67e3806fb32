package org.esdetect.es.arrival;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.elasticsearch.index.shard.ShardId;

/**
 * How far the shards of some indices could be read at one moment: what is at or below is on every in-sync copy and
 * visible to a search.
 *
 * @param reached the shards that can be read
 * @param unavailable the shards that cannot, with the reason
 */
public record Checkpoint(Map<ShardId, Position> reached, SortedMap<ShardId, String> unavailable) {

    /** What {@code cursor} has not read yet; of the shards of {@code indexUuids} only. */
    public Arrivals since(Cursor cursor, Set<String> indexUuids) {
        TreeMap<ShardId, SeqNoRange> ranges = new TreeMap<>();
        TreeMap<ShardKey, Position> next = new TreeMap<>();
        reached.forEach((shard, position) -> {
            if (indexUuids.contains(shard.getIndex().getUUID())) {
                long after = cursor.after(ShardKey.of(shard), position.history());
                ranges.put(shard, new SeqNoRange(after, Math.max(after, position.seqNo())));
                next.put(ShardKey.of(shard), new Position(Math.max(after, position.seqNo()), position.history()));
            }
        });
        TreeMap<ShardId, String> missing = new TreeMap<>(unavailable);
        missing.keySet().removeIf(shard -> !indexUuids.contains(shard.getIndex().getUUID()));
        return new Arrivals(ranges, next, missing);
    }

    /** The UUIDs of all indices that it speaks of. */
    public TreeSet<String> indexUuids() {
        TreeSet<String> uuids = new TreeSet<>();
        reached.keySet().forEach(shard -> uuids.add(shard.getIndex().getUUID()));
        unavailable.keySet().forEach(shard -> uuids.add(shard.getIndex().getUUID()));
        return uuids;
    }

    /** The same positions, as a cursor has them. */
    public Map<ShardKey, Position> positions() {
        TreeMap<ShardKey, Position> positions = new TreeMap<>();
        reached.forEach((shard, position) -> positions.put(ShardKey.of(shard), position));
        return positions;
    }
}
