package org.esdetect.condition;

import java.util.List;
import java.util.Optional;
import org.esdetect.event.Address;
import org.esdetect.event.AsciiCase;
import org.esdetect.event.NetworkBlock;
import org.esdetect.event.Values;

/** A leaf about one field to the test of one of its values; empty for a leaf over an expression. */
final class ValueTests implements Predicate.Visitor<Optional<ValueTest>> {

    @Override
    public Optional<ValueTest> exists(Predicate.Exists predicate) {
        return Optional.of(value -> true);
    }

    @Override
    public Optional<ValueTest> oneOf(Predicate.OneOf predicate) {
        return Optional.of(LiteralSet.of(predicate.values(), predicate.caseSensitive()));
    }

    @Override
    public Optional<ValueTest> like(Predicate.Like predicate) {
        return Optional.of(PatternSet.of(predicate.patterns(), predicate.caseSensitive()));
    }

    @Override
    public Optional<ValueTest> regex(Predicate.Regex predicate) {
        RegexMatcher matcher = RegexMatcher.compile(predicate.patterns(), predicate.caseSensitive());
        return Optional.of(value -> matcher.matches(Values.text(value)));
    }

    @Override
    public Optional<ValueTest> range(Predicate.Range predicate) {
        Order order = predicate.order();
        Object bound = predicate.bound().value();
        return Optional.of(value -> {
            Integer comparison = Values.compare(value, bound);
            return comparison != null && order.holds(comparison);
        });
    }

    @Override
    public Optional<ValueTest> inNetwork(Predicate.InNetwork predicate) {
        List<NetworkBlock> blocks =
                predicate.blocks().stream().map(NetworkBlock::parse).toList();
        return Optional.of(value -> {
            Address address = Values.address(value);
            return address != null && anyContains(blocks, address);
        });
    }

    @Override
    public Optional<ValueTest> affix(Predicate.Affix predicate) {
        boolean caseSensitive = predicate.caseSensitive();
        String wanted = caseSensitive ? predicate.text() : AsciiCase.fold(predicate.text());
        return Optional.of(
                switch (predicate.position()) {
                    case START -> value -> Texts.startsWith(Values.text(value), wanted, caseSensitive);
                    case END -> value -> Texts.endsWith(Values.text(value), wanted, caseSensitive);
                    case ANYWHERE ->
                        wanted.isEmpty()
                                ? value -> false
                                : value -> Texts.contains(Values.text(value), wanted, caseSensitive);
                });
    }

    @Override
    public Optional<ValueTest> computed(Predicate.Computed predicate) {
        return Optional.empty();
    }

    private static boolean anyContains(List<NetworkBlock> blocks, Address address) {
        for (int i = 0; i < blocks.size(); i++) {
            if (blocks.get(i).contains(address)) {
                return true;
            }
        }
        return false;
    }
}
