package org.esdetect.testing;

import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A node of the real Elasticsearch distribution with the built plugin installed by {@code elasticsearch-plugin
 * install}. Runs as an unprivileged user even when the tests run as root, as the server demands.
 *
 * <p>Reads the system properties {@code detect.distribution} (unpacked distribution) and {@code detect.plugin.zip},
 * which the build sets. Not thread-safe.
 */
public final class RealNode implements AutoCloseable {
    private static final boolean ROOT = "root".equals(System.getProperty("user.name"));
    private static final String UNPRIVILEGED = "65534";
    private static final long START_TIMEOUT_SECONDS = 180;

    private final Path work;
    private final Path home;
    private final int httpPort;
    private final int transportPort;
    private @Nullable Process process;
    private @Nullable Http administrator;

    private RealNode(Path work, int httpPort, int transportPort) {
        this.work = work;
        this.home = work.resolve("elasticsearch");
        this.httpPort = httpPort;
        this.transportPort = transportPort;
    }

    /**
     * A fresh node with the plugin, security off, alone in its cluster; {@code settings} are added to its
     * {@code elasticsearch.yml}. Not started.
     */
    public static RealNode install(String name, Map<String, String> settings) throws IOException {
        RealNode node = unpack(name);
        node.run(List.of(
                node.home.resolve("bin/elasticsearch-plugin").toString(),
                "install",
                "--batch",
                Path.of(System.getProperty("detect.plugin.zip")).toUri().toString()));
        Map<String, String> all = new LinkedHashMap<>();
        all.put("discovery.type", "single-node");
        all.putAll(settings);
        node.configure(name, all);
        return node;
    }

    /** As {@link #install}, for nodes that form a cluster: {@code settings} must name the seed hosts. */
    public static RealNode installMember(String name, Map<String, String> settings) throws IOException {
        RealNode node = unpack(name);
        node.run(List.of(
                node.home.resolve("bin/elasticsearch-plugin").toString(),
                "install",
                "--batch",
                Path.of(System.getProperty("detect.plugin.zip")).toUri().toString()));
        node.configure(name, settings);
        return node;
    }

    private static RealNode unpack(String name) throws IOException {
        Path work = Files.createTempDirectory("detect-" + name + "-");
        RealNode node = new RealNode(work, freePort(), freePort());
        node.run(List.of("cp", "-a", System.getProperty("detect.distribution"), node.home.toString()));
        return node;
    }

    /** Writes the node's configuration; again before a later start to change it. */
    public void configure(String name, Map<String, String> settings) throws IOException {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("cluster.name", "detect-test");
        all.put("node.name", name);
        all.put("network.host", "127.0.0.1");
        all.put("http.port", Integer.toString(httpPort));
        all.put("transport.port", Integer.toString(transportPort));
        all.put("xpack.security.enabled", "false");
        all.put("cluster.routing.allocation.disk.threshold_enabled", "false");
        all.putAll(settings);
        StringBuilder yaml = new StringBuilder();
        all.forEach((key, value) -> yaml.append(key).append(": ").append(value).append('\n'));
        Files.writeString(home.resolve("config/elasticsearch.yml"), yaml);
        Files.writeString(home.resolve("config/jvm.options.d/heap.options"), "-Xms512m\n-Xmx512m\n");
        if (ROOT) {
            run(List.of("chown", "-R", UNPRIVILEGED + ":" + UNPRIVILEGED, work.toString()));
        }
    }

    /**
     * Turns security on, with a superuser {@code admin} whom {@link #http} then speaks as, and with these roles and
     * users of the file realm. Before the first start.
     *
     * @param roles the content of {@code roles.yml}
     * @param users role by user name; the password is the name and {@code -password}
     */
    public RealNode secure(String name, String roles, Map<String, String> users) throws IOException {
        return secure(name, roles, users, Map.of());
    }

    /** The same, with {@code settings} besides. */
    public RealNode secure(String name, String roles, Map<String, String> users, Map<String, String> settings)
            throws IOException {
        Map<String, String> all = new LinkedHashMap<>(Map.of(
                "discovery.type", "single-node",
                "xpack.security.enabled", "true",
                "xpack.security.http.ssl.enabled", "false",
                "xpack.security.transport.ssl.enabled", "false"));
        all.putAll(settings);
        configure(name, all);
        Files.writeString(home.resolve("config/roles.yml"), roles);
        tool("elasticsearch-users", "useradd", "admin", "-p", "admin-password", "-r", "superuser");
        for (Map.Entry<String, String> user : users.entrySet()) {
            tool(
                    "elasticsearch-users",
                    "useradd",
                    user.getKey(),
                    "-p",
                    user.getKey() + "-password",
                    "-r",
                    user.getValue());
        }
        administrator = new Http(httpPort).as("admin", "admin-password");
        return this;
    }

    /** Starts the server and waits until it answers; after a {@link #kill} it finds its data again. */
    public RealNode start() throws IOException {
        List<String> command = new ArrayList<>(asUnprivileged());
        command.add(home.resolve("bin/elasticsearch").toString());
        process = builder(command)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(console()))
                .start();
        return this;
    }

    /** Waits for {@code status} ({@code green} or {@code yellow}). */
    public RealNode awaitStatus(String status) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(START_TIMEOUT_SECONDS);
        while (System.nanoTime() < end && process != null && process.isAlive()) {
            try {
                if (http().get("/_cluster/health?wait_for_status=" + status + "&timeout=5s")
                                .status()
                        == 200) {
                    return this;
                }
            } catch (IOException notYet) {
                pause(200);
            }
        }
        throw new IOException("node did not become " + status + ":\n" + log());
    }

    /** Ends the server as a crash would: SIGKILL to the whole process tree. */
    public void kill() {
        Process running = process;
        if (running != null) {
            running.descendants().forEach(ProcessHandle::destroyForcibly);
            running.destroyForcibly();
            await(running);
            process = null;
        }
    }

    /** The server's processes: the launcher and the JVM. */
    public List<Long> processIds() {
        Process running = process;
        return running == null
                ? List.of()
                : Stream.concat(Stream.of(running.toHandle()), running.descendants())
                        .map(ProcessHandle::pid)
                        .toList();
    }

    /** Ends the server in good order. */
    public void stop() {
        Process running = process;
        if (running != null) {
            running.destroy();
            await(running);
            process = null;
        }
    }

    @Override
    public void close() throws IOException {
        stop();
        run(List.of("rm", "-rf", work.toString()));
    }

    /** As the administrator when security is on. */
    public Http http() {
        return administrator == null ? new Http(httpPort) : administrator;
    }

    /** Without a trailing slash. */
    public String url() {
        return "http://127.0.0.1:" + httpPort;
    }

    public int transportPort() {
        return transportPort;
    }

    public Path home() {
        return home;
    }

    /**
     * Runs one of the distribution's tools, for example {@code elasticsearch-plugin remove detect}, as the node's user;
     * its output.
     */
    public String tool(String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(asUnprivileged());
        command.add(home.resolve("bin").resolve(name).toString());
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** The same for a tool that asks a question first, answered with {@code answer}. */
    public String toolAnswering(String answer, String name, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(asUnprivileged());
        command.addAll(List.of("sh", "-c", "echo " + answer + " | \"$0\" \"$@\""));
        command.add(home.resolve("bin").resolve(name).toString());
        command.addAll(List.of(arguments));
        return run(command);
    }

    /** Waits until the server has ended by itself, as it does when it cannot start. */
    public void awaitExit() throws IOException {
        Process running = process;
        try {
            if (running != null && !running.waitFor(START_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("the node was to end by itself:\n" + log());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a node ended", e);
        }
        process = null;
    }

    /** Installs the built plugin, as {@link #install} did; for a node from which it was removed. */
    public void installPlugin() throws IOException {
        tool(
                "elasticsearch-plugin",
                "install",
                "--batch",
                Path.of(System.getProperty("detect.plugin.zip")).toUri().toString());
    }

    /** What the server printed so far. */
    public String log() throws IOException {
        return Files.exists(console().toPath()) ? Files.readString(console().toPath()) : "(nothing printed)";
    }

    private File console() {
        return work.resolve("console.log").toFile();
    }

    private static List<String> asUnprivileged() {
        return ROOT
                ? List.of("setpriv", "--reuid=" + UNPRIVILEGED, "--regid=" + UNPRIVILEGED, "--clear-groups")
                : List.of();
    }

    private ProcessBuilder builder(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().put("ES_JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("HOME", work.toString());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        return builder;
    }

    private String run(List<String> command) throws IOException {
        Process running = builder(command).start();
        String output = new String(running.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        await(running);
        if (running.exitValue() != 0) {
            throw new IOException(command + " ended with [" + running.exitValue() + "]:\n" + output);
        }
        return output;
    }

    private static void await(Process running) {
        try {
            if (!running.waitFor(60, TimeUnit.SECONDS)) {
                running.descendants().forEach(ProcessHandle::destroyForcibly);
                running.destroyForcibly().waitFor();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a process ended", e);
        }
    }

    /** A port that was free a moment ago. */
    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** Waits between two looks at something outside this process. */
    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", e);
        }
    }
}
