package org.esdetect.es.author;

import java.util.Map;
import org.elasticsearch.ResourceNotFoundException;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.get.GetRequest;
import org.elasticsearch.action.get.GetResponse;
import org.elasticsearch.action.search.SearchRequest;
import org.elasticsearch.action.search.SearchResponse;
import org.elasticsearch.action.support.IndicesOptions;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.cluster.metadata.IndexAbstraction;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.index.query.QueryBuilders;
import org.elasticsearch.search.SearchHit;
import org.elasticsearch.search.builder.SearchSourceBuilder;
import org.jspecify.annotations.Nullable;

/** An event that is in an index, as the caller may see it. {@code index} is the one that holds it. */
public record StoredEvent(String index, String id, Map<String, Object> source) {

    /**
     * Reads an event with the rights that the calling thread has.
     *
     * @param name an index; or an alias or data stream, whose indices are searched for the id, once they are refreshed
     * @param metadata to see what {@code name} is
     */
    public static void read(
            Client client, Metadata metadata, String name, String id, ActionListener<StoredEvent> listener) {
        IndexAbstraction named = metadata.getIndicesLookup().get(name);
        boolean holdsOneIndex = named == null
                || (named.getType() != IndexAbstraction.Type.DATA_STREAM
                        && named.getIndices().size() == 1);
        if (holdsOneIndex) {
            client.get(new GetRequest(name, id), listener.map(found -> of(name, id, found)));
        } else {
            SearchSourceBuilder byId = new SearchSourceBuilder()
                    .query(QueryBuilders.idsQuery().addIds(id))
                    .size(2);
            SearchRequest search =
                    new SearchRequest(name).source(byId).indicesOptions(IndicesOptions.strictExpandOpen());
            client.search(search, listener.map(found -> of(name, id, found)));
        }
    }

    private static StoredEvent of(String name, String id, GetResponse found) {
        if (!found.isExists()) {
            throw notFound(name, id);
        }
        return of(found.getIndex(), id, found.isSourceEmpty() ? null : found.getSourceAsMap());
    }

    private static StoredEvent of(String name, String id, SearchResponse found) {
        SearchHit[] hits = found.getHits().getHits();
        if (hits.length == 0) {
            throw notFound(name, id);
        }
        if (hits.length > 1) {
            throw new IllegalArgumentException("several indices of [" + name + "] have an event [" + id
                    + "]; name one, for example [" + hits[0].getIndex() + "]");
        }
        return of(hits[0].getIndex(), id, hits[0].hasSource() ? hits[0].getSourceAsMap() : null);
    }

    private static StoredEvent of(String index, String id, @Nullable Map<String, Object> source) {
        if (source == null) {
            throw new IllegalArgumentException(
                    "event [" + id + "] in [" + index + "] has no source, so there is nothing to judge");
        }
        return new StoredEvent(index, id, source);
    }

    private static ResourceNotFoundException notFound(String name, String id) {
        return new ResourceNotFoundException("no event [{}] in [{}]", id, name);
    }
}
