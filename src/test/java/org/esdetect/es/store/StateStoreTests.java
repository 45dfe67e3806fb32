package org.esdetect.es.store;

import static org.assertj.core.api.BDDAssertions.then;
import static org.elasticsearch.test.hamcrest.ElasticsearchAssertions.assertAcked;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.elasticsearch.action.admin.indices.close.CloseIndexRequest;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.test.ESTestCase;
import org.esdetect.es.DetectNames;
import org.jspecify.annotations.Nullable;

public class StateStoreTests extends StoreTestCase {

    public void testRead_ofNothing_isEmpty_beforeAndAfterTheFirstWrite() {
        then(read("cursor")).isEmpty();
        write("other", Map.of("a", 1), null);
        then(read("cursor")).isEmpty();
    }

    public void testWrite_isReadAsItWas_unrefreshed() {
        Map<String, Object> source = Map.of("shards", List.of(Map.of("uuid", "x", "seq_no", 7)), "at", "now");
        Version version = write("cursor", source, null);
        then(read("cursor")).contains(new Stored(source, version));
    }

    public void testWrite_withTheVersionRead_replaces() {
        Version first = write("cursor", Map.of("n", 1), null);
        Version second = write("cursor", Map.of("m", 2), first);
        then(second).isNotEqualTo(first);
        then(read("cursor")).contains(new Stored(Map.of("m", 2), second));
    }

    public void testWrite_withAStaleVersion_isRefused() {
        Version first = write("cursor", Map.of("n", 1), null);
        write("cursor", Map.of("n", 2), first);
        assertConflict("cursor", first);
        then(read("cursor").orElseThrow().source()).isEqualTo(Map.of("n", 2));
    }

    public void testWrite_whereThereMustBeNone_isRefused() {
        write("cursor", Map.of("n", 1), null);
        assertConflict("cursor", null);
    }

    public void testWrite_withAVersionOfNothing_isRefused() {
        assertConflict("cursor", new Version(0, 1));
        then(read("cursor")).isEmpty();
    }

    public void testDelete_leavesNothing_andMayBeRepeated() {
        delete("cursor", null);
        Version first = write("cursor", Map.of("n", 1), null);
        Version second = write("cursor", Map.of("n", 2), first);
        Exception conflict = safeAwaitFailure(Void.class, listener -> state.delete("cursor", first, listener));
        then(conflict).isInstanceOf(StateConflictException.class);
        then(read("cursor")).isPresent();
        delete("cursor", second);
        then(read("cursor")).isEmpty();
        delete("cursor", null);
        write("cursor", Map.of("n", 3), null);
        then(read("cursor")).isPresent();
    }

    public void testRead_ofAnIndexThatIsNotAvailable_isAFailureAndNotNothing() {
        write("cursor", Map.of("n", 1), null);
        assertAcked(indicesAdmin()
                .close(new CloseIndexRequest(DetectNames.STATE_INDEX + "-1"))
                .actionGet());
        Exception failure = ESTestCase.<Optional<Stored>>safeAwaitFailure(listener -> state.read("cursor", listener));
        then(failure).isNotNull();
    }

    private Optional<Stored> read(String id) {
        return safeAwait(listener -> state.read(id, listener));
    }

    private Version write(String id, Map<String, Object> source, @Nullable Version expected) {
        return safeAwait(listener -> state.write(id, source, expected, listener));
    }

    private void delete(String id, @Nullable Version expected) {
        Void gone = safeAwait(listener -> state.delete(id, expected, listener));
        then(gone).isNull();
    }

    private void assertConflict(String id, @Nullable Version expected) {
        Exception conflict =
                safeAwaitFailure(Version.class, listener -> state.write(id, Map.of("n", 9), expected, listener));
        then(conflict)
                .isInstanceOf(StateConflictException.class)
                .hasMessage("state [cursor] was written by another since it was read");
        then(((StateConflictException) conflict).status()).isEqualTo(RestStatus.CONFLICT);
    }
}
