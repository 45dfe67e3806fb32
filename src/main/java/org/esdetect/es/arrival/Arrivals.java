package org.esdetect.es.arrival;

import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.shard.ShardId;

/**
 * What arrived in each shard between a cursor and a checkpoint.
 *
 * @param ranges of every shard that can be read, also when nothing arrived in it
 * @param next where the cursor stands when all of it was processed
 * @param unavailable the shards that cannot be read now, with the reason; their cursor must stay
 */
public record Arrivals(
        SortedMap<ShardId, SeqNoRange> ranges, Map<ShardKey, Position> next, SortedMap<ShardId, String> unavailable) {

    /** Whether no shard has anything new. */
    public boolean isEmpty() {
        return ranges.values().stream().allMatch(SeqNoRange::isEmpty);
    }

    /** Operations that were not processed yet, updates and deletes included. */
    public long operations() {
        return ranges.values().stream().mapToLong(SeqNoRange::operations).sum();
    }

    /** The indices of which at least one shard can be read, by name. */
    public SortedSet<String> readableIndices() {
        TreeSet<String> names = new TreeSet<>();
        ranges.keySet().forEach(shard -> names.add(shard.getIndexName()));
        return names;
    }

    /** The indices in which something arrived, by name. */
    public SortedSet<String> indicesWithNew() {
        TreeSet<String> names = new TreeSet<>();
        ranges.forEach((shard, range) -> {
            if (!range.isEmpty()) {
                names.add(shard.getIndexName());
            }
        });
        return names;
    }

    /** The documents that arrived. */
    public ArrivalsQueryBuilder newDocuments() {
        TreeMap<ShardKey, SeqNoRange> arrived = new TreeMap<>();
        ranges.forEach((shard, range) -> {
            if (!range.isEmpty()) {
                arrived.put(ShardKey.of(shard), range);
            }
        });
        return new ArrivalsQueryBuilder(arrived);
    }

    /** The documents that arrived and all that were there before; nothing that came after the checkpoint. */
    public QueryBuilder allDocuments() {
        TreeMap<ShardKey, SeqNoRange> all = new TreeMap<>();
        ranges.forEach(
                (shard, range) -> all.put(ShardKey.of(shard), new SeqNoRange(SeqNoRange.BEFORE_ALL, range.upTo())));
        return new ArrivalsQueryBuilder(all);
    }

    /**
     * The first half of each shard's operations, so that what is too much for one run can be done in several; empty
     * when no shard has more than one.
     */
    public Optional<Arrivals> firstHalf() {
        if (ranges.values().stream().allMatch(range -> range.operations() < 2)) {
            return Optional.empty();
        }
        TreeMap<ShardId, SeqNoRange> half = new TreeMap<>();
        TreeMap<ShardKey, Position> reached = new TreeMap<>(next);
        ranges.forEach((shard, range) -> {
            long upTo = range.after() + (range.operations() + 1) / 2;
            half.put(shard, new SeqNoRange(range.after(), upTo));
            reached.computeIfPresent(ShardKey.of(shard), (key, position) -> new Position(upTo, position.history()));
        });
        return Optional.of(new Arrivals(half, reached, unavailable));
    }

    /** What is left when {@code first}, the first part of it, is done. */
    public Arrivals after(Arrivals first) {
        TreeMap<ShardId, SeqNoRange> rest = new TreeMap<>();
        ranges.forEach((shard, range) -> rest.put(
                shard, new SeqNoRange(first.ranges().getOrDefault(shard, range).upTo(), range.upTo())));
        return new Arrivals(rest, next, unavailable);
    }
}
