package org.esdetect.es.arrival;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.NoMergePolicy;
import org.apache.lucene.search.ConstantScoreScorer;
import org.apache.lucene.search.ConstantScoreWeight;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.Weight;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.store.Directory;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ArrivedQueryTest {
    private static final int SEGMENTS = 5;
    private static final int DOCUMENTS_A_SEGMENT = 10;

    /** Finds everything, and counts the segments that it is asked for. */
    private static final class Counting extends Query {
        private final AtomicInteger prepared = new AtomicInteger();

        @Override
        public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) {
            return new ConstantScoreWeight(this, boost) {
                @Override
                public Scorer scorer(LeafReaderContext segment) {
                    prepared.incrementAndGet();
                    return new ConstantScoreScorer(
                            this,
                            1,
                            scoreMode,
                            DocIdSetIterator.all(segment.reader().maxDoc()));
                }

                @Override
                public boolean isCacheable(LeafReaderContext segment) {
                    return false;
                }
            };
        }

        @Override
        public void visit(QueryVisitor visitor) {
            visitor.visitLeaf(this);
        }

        @Override
        public String toString(String field) {
            return "counting";
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other == this;
        }

        @Override
        public int hashCode() {
            return System.identityHashCode(this);
        }
    }

    /** How many segments are prepared for a range of arrivals. */
    private static int prepared(long after, long upTo) throws IOException {
        try (Directory directory = new ByteBuffersDirectory()) {
            try (IndexWriter writer =
                    new IndexWriter(directory, new IndexWriterConfig().setMergePolicy(NoMergePolicy.INSTANCE))) {
                for (int i = 0; i < SEGMENTS * DOCUMENTS_A_SEGMENT; i++) {
                    Document document = new Document();
                    document.add(new LongPoint("_seq_no", i));
                    writer.addDocument(document);
                    if (i % DOCUMENTS_A_SEGMENT == DOCUMENTS_A_SEGMENT - 1) {
                        writer.flush();
                    }
                }
                writer.commit();
            }
            try (DirectoryReader reader = DirectoryReader.open(directory)) {
                assertThat(reader.leaves()).hasSize(SEGMENTS);
                Counting counting = new Counting();
                new IndexSearcher(reader).count(new ArrivedQuery(new SeqNoRange(after, upTo), counting));
                return counting.prepared.get();
            }
        }
    }

    @Test
    void segmentsWithoutAnArrival_areNotPrepared() throws IOException {
        assertThat(prepared(39, 49)).isEqualTo(1);
        assertThat(prepared(38, 49)).isEqualTo(2);
        assertThat(prepared(9, 10)).isEqualTo(1);
        assertThat(prepared(49, 60)).isZero();
        assertThat(prepared(-1, 49)).isEqualTo(SEGMENTS);
    }
}
