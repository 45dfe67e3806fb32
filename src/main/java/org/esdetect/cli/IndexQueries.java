package org.esdetect.cli;

import java.io.IOException;
import java.util.List;
import org.esdetect.event.MapEvent;

/**
 * Runs queries over an index that holds some data: from both ends and with pages of several sizes, none of which may
 * change the result.
 */
final class IndexQueries implements QueryCases.Runner {
    private static final List<String> POSITIONS = List.of("head", "tail");
    private static final List<Integer> FETCH_SIZES = List.of(2, 3, 7, 50, 500);
    private static final int SIZE = 50;

    private final ScratchIndex index;
    private final ConformanceData data;

    private IndexQueries(ScratchIndex index, ConformanceData data) {
        this.index = index;
        this.data = data;
    }

    /** Puts {@code data} into {@code index}. */
    static IndexQueries over(ScratchIndex index, ConformanceData data) throws IOException {
        for (int i = 0; i < data.events().size(); i++) {
            index.add(
                    data.serials().get(i).toString(), ((MapEvent) data.events().get(i)).document());
        }
        index.refresh();
        return new IndexQueries(index, data);
    }

    @Override
    public List<Long> run(String query) throws IOException {
        List<Long> first = run(query, POSITIONS.get(0), SIZE);
        for (String position : POSITIONS) {
            for (int fetchSize : FETCH_SIZES) {
                List<Long> found = run(query, position, fetchSize);
                if (!first.equals(found)) {
                    throw new IllegalArgumentException("[" + position + "] with a fetch size of [" + fetchSize
                            + "] gives " + found + ", and another way " + first);
                }
            }
        }
        return first;
    }

    private List<Long> run(String query, String position, int fetchSize) throws IOException {
        return index
                .ask(new ScratchIndex.Question(query, data.fields(), null, null, SIZE, position, fetchSize))
                .matches()
                .stream()
                .flatMap(List::stream)
                .map(Long::valueOf)
                .toList();
    }
}
