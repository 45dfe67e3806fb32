package org.esdetect.es.query;

import java.util.ArrayList;
import java.util.List;
import org.elasticsearch.common.network.InetAddresses;
import org.elasticsearch.index.query.QueryBuilder;
import org.elasticsearch.index.query.QueryBuilders;
import org.esdetect.condition.Literal;
import org.esdetect.condition.Predicate;
import org.esdetect.event.Address;
import org.esdetect.event.NetworkBlock;

/** A leaf on an {@code ip} field: the index holds addresses, not the text that they were written in. */
final class AddressBounds implements Predicate.Visitor<Bounds> {
    private final String path;
    private final QueryBuilder exists;

    AddressBounds(IndexedField field) {
        this.path = field.path();
        this.exists = QueryBuilders.existsQuery(path);
    }

    @Override
    public Bounds exists(Predicate.Exists predicate) {
        return Bounds.exactly(exists);
    }

    @Override
    public Bounds oneOf(Predicate.OneOf predicate) {
        List<String> addresses = new ArrayList<>();
        for (Literal literal : predicate.values()) {
            if (literal.value() instanceof String text) {
                Address.parse(text).ifPresent(address -> addresses.add(address.toString()));
                if (Address.parse(text).isEmpty() && InetAddresses.isInetAddress(text)) {
                    return Bounds.atMost(exists);
                }
            }
        }
        return Bounds.exactly(terms(addresses));
    }

    @Override
    public Bounds like(Predicate.Like predicate) {
        return Bounds.atMost(exists);
    }

    @Override
    public Bounds regex(Predicate.Regex predicate) {
        return Bounds.atMost(exists);
    }

    @Override
    public Bounds range(Predicate.Range predicate) {
        if (!(predicate.bound().value() instanceof String text)) {
            return Bounds.NEVER;
        }
        return Address.parse(text)
                .map(address -> Bounds.exactly(KeywordBounds.range(path, predicate.order(), address.toString())))
                .orElse(Bounds.atMost(exists));
    }

    /**
     * An {@code ip} field maps IPv4 into IPv6, so that a wide IPv6 block finds IPv4 addresses, which we do not mean.
     */
    @Override
    public Bounds inNetwork(Predicate.InNetwork predicate) {
        List<NetworkBlock> blocks =
                predicate.blocks().stream().map(NetworkBlock::parse).toList();
        QueryBuilder query = terms(blocks.stream().map(NetworkBlock::toString).toList());
        boolean tooWide = blocks.stream().anyMatch(block -> !block.isV4() && block.spansMappedV4());
        return tooWide ? Bounds.atMost(query) : Bounds.exactly(query);
    }

    @Override
    public Bounds affix(Predicate.Affix predicate) {
        return Bounds.atMost(exists);
    }

    @Override
    public Bounds computed(Predicate.Computed predicate) {
        return Bounds.UNKNOWN;
    }

    private QueryBuilder terms(List<String> addressesOrBlocks) {
        List<String> distinct = addressesOrBlocks.stream().distinct().sorted().toList();
        return switch (distinct.size()) {
            case 0 -> Clauses.NONE;
            case 1 -> QueryBuilders.termQuery(path, distinct.get(0));
            default -> QueryBuilders.termsQuery(path, distinct);
        };
    }
}
