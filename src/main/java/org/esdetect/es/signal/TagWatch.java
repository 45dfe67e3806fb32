package org.esdetect.es.signal;

import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.lucene.index.IndexableField;
import org.elasticsearch.cluster.metadata.IndexMetadata;
import org.elasticsearch.index.IndexSettings;
import org.elasticsearch.index.engine.Engine;
import org.elasticsearch.index.mapper.LuceneDocument;
import org.elasticsearch.index.shard.IndexingOperationListener;
import org.elasticsearch.index.shard.ShardId;
import org.esdetect.es.DetectNames;
import org.esdetect.es.ingest.TagMapping;
import org.jspecify.annotations.Nullable;

/**
 * Looks for our tag in every document that is indexed into one index, on the indexing thread: what it costs every
 * document pays, also those of indices that have nothing to do with us.
 */
final class TagWatch implements IndexingOperationListener {
    private static final String RULE_IDS = DetectNames.TAG_RULE_IDS;
    private static final String DEFERRED = DetectNames.TAG_DEFERRED;

    private final IndexSettings index;
    private final BiConsumer<String, Engine.Index> found;
    private final Consumer<RuntimeException> failed;
    private volatile @Nullable Verdict verdict;

    /** @param hidden whether the index may take a tagged document without a field of the tag */
    private record Verdict(IndexMetadata metadata, boolean hidden) {}

    /**
     * @param found told of the index's name and of each operation whose document may be tagged
     * @param failed told of what went wrong; the operation itself goes on
     */
    TagWatch(IndexSettings index, BiConsumer<String, Engine.Index> found, Consumer<RuntimeException> failed) {
        this.index = index;
        this.found = found;
        this.failed = failed;
    }

    @Override
    public void postIndex(ShardId shard, Engine.Index operation, Engine.IndexResult result) {
        if (operation.origin() != Engine.Operation.Origin.PRIMARY
                || result.getResultType() != Engine.Result.Type.SUCCESS) {
            return;
        }
        try {
            if (mayBeTagged(operation)) {
                found.accept(shard.getIndexName(), operation);
            }
        } catch (RuntimeException failure) {
            failed.accept(failure);
        }
    }

    /** By the fields of the document; by its bytes only in an index whose mapping may leave the tag out. */
    private boolean mayBeTagged(Engine.Index operation) {
        return hasTag(operation.parsedDoc().rootDoc()) || (mayHideTag() && TagSearch.mayBeTagged(operation.source()));
    }

    private static boolean hasTag(LuceneDocument document) {
        for (IndexableField field : document.getFields()) {
            String name = field.name();
            if (name.equals(RULE_IDS) || name.equals(DEFERRED)) {
                return true;
            }
        }
        return false;
    }

    @SuppressWarnings("ReferenceEquality") // replaced as a whole whenever anything in it changes
    private boolean mayHideTag() {
        IndexMetadata metadata = index.getIndexMetadata();
        Verdict known = verdict;
        if (known == null || known.metadata() != metadata) {
            known = new Verdict(metadata, !TagMapping.canFind(metadata));
            verdict = known;
        }
        return known.hidden();
    }
}
