package org.esdetect.es.arrival;

import java.io.IOException;
import java.util.Objects;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.PointValues;
import org.apache.lucene.search.BulkScorer;
import org.apache.lucene.search.Explanation;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.MatchNoDocsQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.QueryVisitor;
import org.apache.lucene.search.ScoreMode;
import org.apache.lucene.search.Scorer;
import org.apache.lucene.search.ScorerSupplier;
import org.apache.lucene.search.Weight;
import org.elasticsearch.index.mapper.SeqNoFieldMapper;
import org.jspecify.annotations.Nullable;

/**
 * A query over what arrived, which does not so much as prepare a segment that holds none of it. What arrived lately is
 * in a few small segments, while a pattern costs a walk through the terms of each segment that it is prepared for: this
 * is what makes asking for new candidates cheap however large the index is.
 */
final class ArrivedQuery extends Query {
    private final SeqNoRange range;
    private final Query query;

    /** @param query finds nothing outside of {@code range} */
    ArrivedQuery(SeqNoRange range, Query query) {
        this.range = range;
        this.query = query;
    }

    @Override
    @SuppressWarnings("ReferenceEquality") // the same object says that there is nothing more to rewrite
    public Query rewrite(IndexSearcher searcher) throws IOException {
        Query rewritten = query.rewrite(searcher);
        if (rewritten instanceof MatchNoDocsQuery) {
            return rewritten;
        }
        return rewritten == query ? this : new ArrivedQuery(range, rewritten);
    }

    @Override
    public Weight createWeight(IndexSearcher searcher, ScoreMode scoreMode, float boost) throws IOException {
        return new SegmentWeight(searcher.createWeight(query, scoreMode, boost));
    }

    private final class SegmentWeight extends Weight {
        private final Weight in;

        SegmentWeight(Weight in) {
            super(ArrivedQuery.this);
            this.in = in;
        }

        @Override
        public Explanation explain(LeafReaderContext segment, int doc) throws IOException {
            return in.explain(segment, doc);
        }

        @Override
        public @Nullable Scorer scorer(LeafReaderContext segment) throws IOException {
            return holdsNone(segment) ? null : in.scorer(segment);
        }

        @Override
        public @Nullable ScorerSupplier scorerSupplier(LeafReaderContext segment) throws IOException {
            return holdsNone(segment) ? null : in.scorerSupplier(segment);
        }

        @Override
        public @Nullable BulkScorer bulkScorer(LeafReaderContext segment) throws IOException {
            return holdsNone(segment) ? null : in.bulkScorer(segment);
        }

        @Override
        public int count(LeafReaderContext segment) throws IOException {
            return holdsNone(segment) ? 0 : in.count(segment);
        }

        /** The next run asks for another range. */
        @Override
        public boolean isCacheable(LeafReaderContext segment) {
            return false;
        }
    }

    private boolean holdsNone(LeafReaderContext segment) throws IOException {
        PointValues seqNos = segment.reader().getPointValues(SeqNoFieldMapper.NAME);
        return seqNos != null
                && (LongPoint.decodeDimension(seqNos.getMinPackedValue(), 0) > range.upTo()
                        || LongPoint.decodeDimension(seqNos.getMaxPackedValue(), 0) <= range.after());
    }

    @Override
    public void visit(QueryVisitor visitor) {
        query.visit(visitor);
    }

    @Override
    public String toString(String field) {
        return "arrived(" + range.after() + ", " + range.upTo() + "] " + query.toString(field);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ArrivedQuery same && range.equals(same.range) && query.equals(same.query);
    }

    @Override
    public int hashCode() {
        return Objects.hash(classHash(), range, query);
    }
}
