package org.esdetect.bench;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.esdetect.rule.BundledRules;

/**
 * A copy of the built plugin that ships with other rules: those of {@link RuleFolder} instead of the bundled ones. The list of
 * bundled files is compiled anew, because a plugin cannot list its own jar; all else is the plugin as it was built, and stores
 * and loads the rules as it always does.
 *
 * <p>The rules' index patterns become {@code *}: so every rule judges every event, whatever index a benchmark writes to.
 */
public final class BenchZip {
    private static final String LIST_START = "FILES = List.of(";
    private static final String LIST_CLASS = "org/esdetect/rule/BundledRules";

    private BenchZip() {}

    /** Makes the copy of {@code -Ddetect.plugin.zip} in {@code folder}; the zip itself when no rule folder is given. */
    public static Path make(Path folder) throws IOException {
        Path built = Path.of(System.getProperty("detect.plugin.zip"));
        List<Path> rules = RuleFolder.files();
        if (rules.isEmpty()) {
            return built;
        }
        Path zip = Files.copy(built, folder.resolve("bench.zip"));
        Path jar = folder.resolve("detect.jar");
        try (FileSystem inZip = open(zip)) {
            Path jarInZip = jarOf(inZip);
            Files.copy(jarInZip, jar);
            try (FileSystem inJar = open(jar)) {
                replaceRules(inJar, rules);
                replaceList(inJar, rules, folder);
            }
            Files.delete(jarInZip);
            Files.copy(jar, jarInZip);
        }
        return zip;
    }

    private static FileSystem open(Path archive) throws IOException {
        return FileSystems.newFileSystem(URI.create("jar:" + archive.toUri()), Map.of());
    }

    private static Path jarOf(FileSystem zip) throws IOException {
        try (Stream<Path> files = Files.list(zip.getPath("/"))) {
            return files.filter(file -> file.getFileName().toString().matches("detect-.*\\.jar"))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("no jar of the plugin in its zip"));
        }
    }

    private static void replaceRules(FileSystem jar, List<Path> rules) throws IOException {
        for (Path rule : rules) {
            String everywhere = Files.readString(rule).replaceFirst("(?sm)^index *= *\\[.*?\\]", "index = [\"*\"]");
            Files.writeString(
                    jar.getPath("/org/esdetect/rules", rule.getFileName().toString()), everywhere);
        }
    }

    private static void replaceList(FileSystem jar, List<Path> rules, Path folder) throws IOException {
        String source = Files.readString(Path.of("src/main/java", LIST_CLASS + ".java"));
        int start = source.indexOf(LIST_START) + LIST_START.length();
        int end = source.indexOf(");", start);
        List<String> names = new ArrayList<>();
        rules.forEach(rule -> names.add('"' + rule.getFileName().toString() + '"'));
        String list = source.substring(0, start) + String.join(",\n", names) + source.substring(end);
        Path file = folder.resolve("BundledRules.java");
        Files.writeString(file, list);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        int failed = compiler.run(
                null,
                OutputStream.nullOutputStream(),
                System.err,
                "-proc:none",
                "--release",
                "17",
                "-cp",
                classPath(),
                "-d",
                folder.toString(),
                file.toString());
        if (failed != 0) {
            throw new IllegalStateException("the list of bundled rules does not compile");
        }
        Path target = jar.getPath("/" + LIST_CLASS + ".class");
        Files.delete(target);
        Files.copy(folder.resolve(LIST_CLASS + ".class"), target);
    }

    /** Where the classes are that the list needs; the class path of the JVM is not ours when Maven runs us. */
    private static String classPath() {
        try {
            Path own = Path.of(BundledRules.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
            return own + File.pathSeparator + System.getProperty("java.class.path");
        } catch (URISyntaxException e) {
            throw new IllegalStateException("the plugin's classes are nowhere to be found", e);
        }
    }
}
