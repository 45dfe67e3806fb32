package org.esdetect.testing;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** Events as Elastic Defend ships them, few fields, each with an id of its own. */
public final class TestEvents {
    /** The rule that {@link #dnsChild} matches. */
    public static final String DNS_RULE = "8c37dc0e-e3ac-4c97-8aa0-cf6a9122de45";

    /** The sequence rule that {@link #droppedFile} and {@link #startedFile} of one path complete. */
    public static final String FILE_SHARE_RULE = "ab75c24b-2502-43a0-bf7c-e60e662c811e";

    public static final String PROCESS_STREAM = "logs-endpoint.events.process-default";
    public static final String FILE_STREAM = "logs-endpoint.events.file-default";

    private static final ObjectMapper JSON = new ObjectMapper();

    private TestEvents() {}

    /** An unexpected child of dns.exe. */
    public static ObjectNode dnsChild(String id, Instant time) {
        ObjectNode event = event(id, time, "process", "start");
        ObjectNode process = event.putObject("process");
        process.put("name", "cmd.exe")
                .put("executable", "C:\\Windows\\System32\\cmd.exe")
                .put("pid", 4312);
        process.putObject("parent").put("name", "dns.exe").put("executable", "C:\\Windows\\System32\\dns.exe");
        return event;
    }

    /** A process start that no rule asks for. */
    public static ObjectNode ordinaryProcess(String id, Instant time) {
        ObjectNode event = event(id, time, "process", "start");
        ObjectNode process = event.putObject("process");
        process.put("name", "notepad.exe")
                .put("executable", "C:\\Windows\\System32\\notepad.exe")
                .put("pid", 900);
        process.putObject("parent").put("name", "explorer.exe").put("executable", "C:\\Windows\\explorer.exe");
        return event;
    }

    /** Step 1 of the file share sequence: the System process writes an executable. */
    public static ObjectNode droppedFile(String id, Instant time, String host, String path) {
        ObjectNode event = event(id, time, "file", "creation");
        event.withObject("host").put("id", host);
        event.putObject("process").put("name", "System").put("pid", 4);
        event.putObject("file").put("path", path).put("extension", "exe");
        return event;
    }

    /** Step 2 of the file share sequence: that file is started. */
    public static ObjectNode startedFile(String id, Instant time, String host, String path) {
        ObjectNode event = event(id, time, "process", "start");
        event.withObject("host").put("id", host);
        event.putObject("process")
                .put("name", path.substring(path.lastIndexOf('\\') + 1))
                .put("executable", path)
                .put("pid", 6012);
        return event;
    }

    /** The two lines of a bulk request that create {@code event} in {@code stream}. */
    public static String bulkLines(String stream, ObjectNode event) {
        ObjectNode action = JSON.createObjectNode();
        action.putObject("create").put("_index", stream);
        return action + "\n" + event + "\n";
    }

    private static ObjectNode event(String id, Instant time, String category, String type) {
        ObjectNode event = JSON.createObjectNode();
        event.put("@timestamp", time.toString());
        event.putObject("agent").put("id", "agent-1").put("type", "endpoint");
        event.putObject("host")
                .put("id", "host-1")
                .put("name", "win-01")
                .putObject("os")
                .put("type", "windows");
        ObjectNode fields = event.putObject("event");
        fields.put("id", id).put("kind", "event").put("action", type);
        fields.putArray("category").add(category);
        fields.putArray("type").add(type);
        event.putObject("user").put("id", "S-1-5-21-1-2-3-1104").put("name", "alice");
        return event;
    }
}
