package org.esdetect.es.rest;

import static org.assertj.core.api.BDDAssertions.then;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.apache.http.HttpHost;
import org.apache.http.entity.ContentType;
import org.apache.http.nio.entity.NByteArrayEntity;
import org.apache.http.nio.entity.NStringEntity;
import org.apache.http.util.EntityUtils;
import org.elasticsearch.client.Request;
import org.elasticsearch.client.Response;
import org.elasticsearch.client.ResponseException;
import org.elasticsearch.client.RestClient;
import org.elasticsearch.common.settings.Settings;
import org.elasticsearch.common.transport.TransportAddress;
import org.elasticsearch.http.HttpServerTransport;
import org.elasticsearch.plugins.Plugin;
import org.elasticsearch.test.ESSingleNodeTestCase;
import org.elasticsearch.transport.netty4.Netty4Plugin;
import org.esdetect.es.plugin.DetectPlugin;
import org.esdetect.es.schedule.ScheduleSettings;
import org.esdetect.es.signal.SignalSettings;
import org.esdetect.es.store.Precondition;
import org.esdetect.es.store.RuleOutcome;
import org.esdetect.es.store.RuleStore;
import org.esdetect.es.store.RuleWrite;
import org.esdetect.es.store.StoreSettings;
import org.esdetect.rule.Rule;

/** A node with the plugin and without bundled rules, asked over HTTP. */
public abstract class RoutesTestCase extends ESSingleNodeTestCase {
    private static final ObjectMapper JSON = new ObjectMapper();

    private RestClient http;

    @Override
    protected Collection<Class<? extends Plugin>> getPlugins() {
        return List.of(DetectPlugin.class, Netty4Plugin.class);
    }

    @Override
    protected boolean addMockHttpTransport() {
        return false;
    }

    @Override
    protected Settings nodeSettings() {
        return Settings.builder()
                .put(StoreSettings.PREBUILT.getKey(), false)
                // Loads are counted: only those that are asked for.
                .put(StoreSettings.POLL_INTERVAL.getKey(), "1h")
                .put(SignalSettings.TEMPLATES_ENABLED.getKey(), false)
                // A tick would write its state while the indices of a test are being wiped.
                .put(ScheduleSettings.ENABLED.getKey(), false)
                .build();
    }

    @Override
    public void setUp() throws Exception {
        super.setUp();
        TransportAddress address =
                getInstanceFromNode(HttpServerTransport.class).boundAddress().publishAddress();
        http = RestClient.builder(new HttpHost(address.getAddress(), address.getPort()))
                .build();
    }

    @Override
    public void tearDown() throws Exception {
        http.close();
        super.tearDown();
    }

    void put(Rule rule) {
        write(new RuleWrite.Put(rule, Optional.empty(), Precondition.NONE));
    }

    void write(RuleWrite write) {
        List<RuleOutcome> outcomes =
                safeAwait(listener -> getInstanceFromNode(RuleStore.class).write(List.of(write), listener));
        then(outcomes).allMatch(RuleOutcome::isChange);
    }

    JsonNode json(String path) throws IOException {
        return JSON.readTree(text(path));
    }

    String text(String path) throws IOException {
        Response response = http.performRequest(new Request("GET", path));
        then(response.getStatusLine().getStatusCode()).isEqualTo(200);
        return EntityUtils.toString(response.getEntity());
    }

    /** The answer to {@code body}, sent to {@code path}. */
    JsonNode post(String path, String body) throws IOException {
        return send(path, body, ContentType.APPLICATION_JSON);
    }

    /** An answer of whatever status. */
    record Answer(int status, String text) {
        JsonNode json() {
            try {
                return JSON.readTree(text);
            } catch (IOException e) {
                throw new AssertionError("not JSON: " + text, e);
            }
        }

        /** The reason of an error. */
        String reason() {
            return json().at("/error/reason").asText();
        }
    }

    /** Calls without a body. */
    Answer call(String method, String path) throws IOException {
        return answer(new Request(method, path));
    }

    Answer call(String method, String path, String body, String type) throws IOException {
        return call(method, path, body, type, StandardCharsets.UTF_8);
    }

    Answer call(String method, String path, String body, String type, Charset encoding) throws IOException {
        Request request = new Request(method, path);
        request.setEntity(new NByteArrayEntity(body.getBytes(encoding), ContentType.create(type)));
        return answer(request);
    }

    private Answer answer(Request request) throws IOException {
        Response response;
        try {
            response = http.performRequest(request);
        } catch (ResponseException refused) {
            response = refused.getResponse();
        }
        return new Answer(response.getStatusLine().getStatusCode(), EntityUtils.toString(response.getEntity()));
    }

    /** The same for a body of another kind. */
    JsonNode send(String path, String body, ContentType type) throws IOException {
        Request request = new Request("POST", path);
        request.setEntity(new NStringEntity(body, type));
        return JSON.readTree(EntityUtils.toString(http.performRequest(request).getEntity()));
    }
}
