package org.esdetect.es.store;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.elasticsearch.ExceptionsHelper;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.ActionRunnable;
import org.elasticsearch.action.get.GetRequest;
import org.elasticsearch.action.get.GetResponse;
import org.elasticsearch.action.get.MultiGetItemResponse;
import org.elasticsearch.action.get.MultiGetRequest;
import org.elasticsearch.action.get.MultiGetResponse;
import org.elasticsearch.client.internal.Client;
import org.elasticsearch.client.internal.OriginSettingClient;
import org.elasticsearch.cluster.ClusterState;
import org.elasticsearch.cluster.metadata.IndexAbstraction;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.common.unit.ByteSizeValue;
import org.elasticsearch.index.IndexNotFoundException;
import org.elasticsearch.search.fetch.subphase.FetchSourceContext;
import org.esdetect.es.DetectNames;
import org.jspecify.annotations.Nullable;

/**
 * The rules of the cluster. Every change is refreshed, raises the {@link Generation} and is broadcast before it is
 * answered. Any thread; listeners are answered exactly once, on a thread that must not be blocked.
 */
public final class RuleStore {
    static final String GENERATION_ID = "generation";

    private final Client client;
    private final Supplier<ClusterState> state;
    private final Executor decoder;
    private final RuleWriter writer;

    public RuleStore(Client client, ClusterService clusterService, RuleBroadcast broadcast) {
        this.client = new OriginSettingClient(client, StoreIndices.ORIGIN);
        this.state = clusterService::state;
        this.decoder = client.threadPool().generic();
        Supplier<ByteSizeValue> maxSize =
                () -> clusterService.getClusterSettings().get(StoreSettings.MAX_SIZE);
        this.writer = new RuleWriter(this.client, client.threadPool()::absoluteTimeInMillis, maxSize, broadcast);
    }

    /** All rules as of one moment, any number. No index is no rule; an index that cannot be read is a failure. */
    public void loadAll(ActionListener<StoredRules> listener) {
        new RuleLoad(client, decoder, indexUuid(), Map.of()).run(listener);
    }

    /**
     * The same, quicker: a rule that was not written since it was read stands there as the object that {@code known}
     * holds.
     *
     * @param known what was read before, by rule id
     * @param generation when that was
     */
    void loadChanged(Map<String, StoredRule> known, Generation generation, ActionListener<StoredRules> listener) {
        String indexUuid = indexUuid();
        boolean sameIndex = generation.indexUuid().equals(indexUuid);
        new RuleLoad(client, decoder, indexUuid, sameIndex ? known : Map.of()).run(listener);
    }

    /** What {@link #loadAll} would load, asked with one get. */
    public void generation(ActionListener<Generation> listener) {
        String indexUuid = indexUuid();
        get(GENERATION_ID, FetchSourceContext.DO_NOT_FETCH_SOURCE, listener.map(found -> found.map(
                        response -> new Generation(indexUuid, response.getVersion()))
                .orElse(indexUuid.isEmpty() ? Generation.NONE : new Generation(indexUuid, 0))));
    }

    /** The rule of that id as last written, refreshed or not. */
    public void find(String ruleId, ActionListener<Optional<StoredRule>> listener) {
        get(
                RuleSource.documentId(ruleId),
                FetchSourceContext.of(true, new String[] {RuleSource.RULE}, null),
                listener.map(found -> found.map(response -> new StoredRule(
                        RuleSource.rule(response.getSourceAsMap()),
                        response.getVersion(),
                        new Version(response.getSeqNo(), response.getPrimaryTerm())))));
    }

    /**
     * The authentication header that the rule's own searches are done with; empty without security, for a rule that
     * ships with the plugin, and for no rule. A credential: never to be returned or logged.
     */
    public void authentication(String ruleId, ActionListener<Optional<String>> listener) {
        get(
                RuleSource.documentId(ruleId),
                FetchSourceContext.of(true, new String[] {RuleSource.AUTHENTICATION}, null),
                listener.map(found ->
                        found.map(response -> (String) response.getSourceAsMap().get(RuleSource.AUTHENTICATION))));
    }

    /** The headers of several rules, as {@link #authentication} gives them, with one request. */
    public void authentications(Collection<String> ruleIds, ActionListener<Map<String, Optional<String>>> listener) {
        if (ruleIds.isEmpty()) {
            listener.onResponse(Map.of());
            return;
        }
        MultiGetRequest request = new MultiGetRequest();
        FetchSourceContext header = FetchSourceContext.of(true, new String[] {RuleSource.AUTHENTICATION}, null);
        ruleIds.forEach(id -> request.add(new MultiGetRequest.Item(DetectNames.RULES_INDEX, RuleSource.documentId(id))
                .fetchSourceContext(header)));
        client.multiGet(request, listener.delegateFailureAndWrap((next, response) -> {
            Map<String, Optional<String>> headers = new HashMap<>();
            for (MultiGetItemResponse item : response) {
                headers.put(RuleSource.ruleId(item.getId()), header(item));
            }
            next.onResponse(headers);
        }));
    }

    /** Who cannot be asked whose rule it is does not get to search without rights. */
    private static Optional<String> header(MultiGetItemResponse item) {
        if (!item.isFailed()) {
            return item.getResponse().isExists()
                    ? Optional.ofNullable(
                            (String) item.getResponse().getSourceAsMap().get(RuleSource.AUTHENTICATION))
                    : Optional.empty();
        }
        Exception failure = item.getFailure().getFailure();
        if (ExceptionsHelper.unwrapCause(failure) instanceof IndexNotFoundException) {
            return Optional.empty();
        }
        throw ExceptionsHelper.convertToRuntime(failure);
    }

    /**
     * The rules of those ids that there are, by id, as last written, with all that is kept beside them. Answered on a
     * thread that may compute.
     */
    public void held(Collection<String> ruleIds, ActionListener<Map<String, HeldRule>> listener) {
        if (ruleIds.isEmpty()) {
            decoder.execute(ActionRunnable.supply(listener, Map::of));
            return;
        }
        MultiGetRequest request = new MultiGetRequest();
        Set.copyOf(ruleIds).forEach(id -> request.add(DetectNames.RULES_INDEX, RuleSource.documentId(id)));
        client.multiGet(
                request,
                listener.delegateFailureAndWrap(
                        (next, response) -> decoder.execute(ActionRunnable.supply(next, () -> held(response)))));
    }

    private static Map<String, HeldRule> held(MultiGetResponse response) {
        Map<String, HeldRule> held = new HashMap<>();
        for (MultiGetItemResponse item : response) {
            if (item.isFailed()) {
                if (!(ExceptionsHelper.unwrapCause(item.getFailure().getFailure()) instanceof IndexNotFoundException)) {
                    throw ExceptionsHelper.convertToElastic(item.getFailure().getFailure());
                }
            } else if (item.getResponse().isExists()) {
                held.put(RuleSource.ruleId(item.getId()), RuleSource.held(item.getResponse()));
            }
        }
        return held;
    }

    /** The rules that {@code filter} selects, by name and id; {@code from} of them are left out at the start. */
    public void list(RuleFilter filter, int from, int size, ActionListener<RulePage> listener) {
        new RuleList(client, decoder, filter).read(from, size, listener);
    }

    /** Every rule that {@code filter} selects, by name and id. */
    public void listAll(RuleFilter filter, ActionListener<List<RuleSummary>> listener) {
        list(filter, 0, Integer.MAX_VALUE, listener.map(RulePage::rules));
    }

    /** Does the writes, each for itself, and answers with one outcome each, in order. */
    public void write(List<RuleWrite> writes, ActionListener<List<RuleOutcome>> listener) {
        decoder.execute(ActionRunnable.wrap(listener, next -> writer.write(writes, next)));
    }

    private void get(String id, FetchSourceContext fields, ActionListener<Optional<GetResponse>> listener) {
        GetRequest request = new GetRequest(DetectNames.RULES_INDEX, id).fetchSourceContext(fields);
        client.get(
                request,
                WithoutIndex.run(
                        () -> listener.onResponse(Optional.empty()),
                        listener.map(response -> response.isExists() ? Optional.of(response) : Optional.empty())));
    }

    private String indexUuid() {
        @Nullable
        IndexAbstraction rules = state.get().metadata().getIndicesLookup().get(DetectNames.RULES_INDEX);
        return rules == null || rules.getIndices().isEmpty()
                ? ""
                : rules.getIndices().get(0).getUUID();
    }
}
