package org.esdetect.es.signal;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.elasticsearch.action.ActionListener;
import org.elasticsearch.action.DocWriteRequest;
import org.elasticsearch.action.DocWriteRequest.OpType;
import org.elasticsearch.action.bulk.BackoffPolicy;
import org.elasticsearch.action.bulk.BulkItemResponse;
import org.elasticsearch.action.bulk.BulkRequest;
import org.elasticsearch.action.bulk.BulkResponse;
import org.elasticsearch.action.index.IndexRequest;
import org.elasticsearch.action.index.IndexResponse;
import org.elasticsearch.common.util.concurrent.DeterministicTaskQueue;
import org.elasticsearch.common.util.concurrent.EsRejectedExecutionException;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.index.engine.VersionConflictEngineException;
import org.elasticsearch.index.shard.ShardId;
import org.junit.jupiter.api.Test;

class RetryingBulkTest {
    private static final String OK = "ok";
    private static final String FULL = "full";
    private static final String THERE = "there";
    private static final String WRONG = "wrong";

    private final DeterministicTaskQueue tasks = new DeterministicTaskQueue(new Random(1));
    private final List<List<String>> sent = new ArrayList<>();
    private final Deque<Object> answers = new ArrayDeque<>();
    private final RetryingBulk bulk = new RetryingBulk(
            fakeCluster(), tasks.getThreadPool(), BackoffPolicy.constantBackoff(TimeValue.timeValueMillis(100), 2));

    @Test
    void execute_onlyWhatWasRefused_isSentAgain() {
        answers.add(List.of(FULL, THERE, OK, FULL));
        answers.add(List.of(OK, FULL));
        answers.add(List.of(THERE));
        assertThat(execute("a", "b", "c", "d")).containsExactly("a ok", "b 409", "c ok", "d 409");
        assertThat(sent).containsExactly(List.of("a", "b", "c", "d"), List.of("a", "d"), List.of("d"));
        assertThat(tasks.getCurrentTimeMillis()).as("each after a pause").isEqualTo(200);
    }

    @Test
    void execute_stillRefused_isGivenUp() {
        answers.add(List.of(FULL));
        answers.add(List.of(FULL));
        answers.add(List.of(FULL));
        assertThat(execute("a")).containsExactly("a 429");
        assertThat(sent).hasSize(3);
    }

    @Test
    void execute_otherFailures_areNotSentAgain() {
        answers.add(List.of(WRONG, OK));
        assertThat(execute("a", "b")).containsExactly("a 400", "b ok");
        assertThat(sent).hasSize(1);
    }

    @Test
    void execute_wholeBulkRefused_isSentAgain() {
        answers.add(new EsRejectedExecutionException("full"));
        answers.add(List.of(OK, OK));
        assertThat(execute("a", "b")).containsExactly("a ok", "b ok");
    }

    @Test
    void execute_wholeBulkFails_isThatFailureForEach() {
        answers.add(new IllegalArgumentException("no"));
        assertThat(execute("a", "b")).containsExactly("a 400", "b 400");
        assertThat(sent).hasSize(1);
    }

    @Test
    void execute_clientThrows_isThatFailureForEach() {
        answers.add(new IllegalStateException("thrown"));
        assertThat(execute("a")).containsExactly("a 500");
    }

    @Test
    void execute_closed_sendsNothingAgain() {
        bulk.close();
        answers.add(List.of(FULL));
        assertThat(execute("a")).containsExactly("a 429");
    }

    private List<String> execute(String... ids) {
        List<DocWriteRequest<?>> requests = new ArrayList<>();
        for (String id : ids) {
            requests.add(
                    new IndexRequest("signals").id(id).opType(OpType.CREATE).source("a", 1));
        }
        List<BulkItemResponse[]> done = new ArrayList<>();
        bulk.execute(requests, done::add);
        tasks.runAllTasksInTimeOrder();
        assertThat(done).as("answered once").hasSize(1);
        return Arrays.stream(done.get(0))
                .map(item -> item.getId() + " "
                        + (item.isFailed() ? item.getFailure().getStatus().getStatus() : OK))
                .toList();
    }

    private BiConsumer<BulkRequest, ActionListener<BulkResponse>> fakeCluster() {
        return (request, listener) -> {
            List<String> ids =
                    request.requests().stream().map(DocWriteRequest::id).toList();
            sent.add(ids);
            Object answer = answers.remove();
            if (answer instanceof IllegalStateException thrown) {
                throw thrown;
            }
            if (answer instanceof Exception failure) {
                listener.onFailure(failure);
                return;
            }
            List<?> outcomes = (List<?>) answer;
            listener.onResponse(new BulkResponse(
                    Stream.iterate(0, i -> i < ids.size(), i -> i + 1)
                            .map(i -> item(ids.get(i), (String) outcomes.get(i)))
                            .toArray(BulkItemResponse[]::new),
                    1));
        };
    }

    private static BulkItemResponse item(String id, String outcome) {
        ShardId shard = new ShardId("signals", "uuid", 0);
        return switch (outcome) {
            case OK -> BulkItemResponse.success(0, OpType.CREATE, new IndexResponse(shard, id, 1, 1, 1, true));
            case FULL -> failure(id, new EsRejectedExecutionException("full"));
            case THERE -> failure(id, new VersionConflictEngineException(shard, id, "there"));
            default -> failure(id, new IllegalArgumentException("wrong"));
        };
    }

    private static BulkItemResponse failure(String id, Exception cause) {
        return BulkItemResponse.failure(0, OpType.CREATE, new BulkItemResponse.Failure("signals", id, cause));
    }
}
