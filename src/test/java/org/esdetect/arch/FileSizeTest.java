package org.esdetect.arch;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;

/** Quality shows in the tail: no file over 500 lines, no method over 60. */
class FileSizeTest {
    private static final int MAX_FILE_LINES = 500;
    private static final int MAX_METHOD_LINES = 60;

    /** What may be larger, and why. */
    private static final Map<String, String> ALLOWED = Map.of();

    @Test
    void files_andMethods_stayReadable() throws IOException {
        List<String> tooLarge = new ArrayList<>();
        List<Path> files = javaFiles();
        assertThat(files).as("the test sees the sources").hasSizeGreaterThan(30);
        for (Path file : files) {
            long lines = Files.readAllLines(file).size();
            if (lines > MAX_FILE_LINES) {
                tooLarge.add(file.getFileName() + " has " + lines + " lines, at most " + MAX_FILE_LINES);
            }
        }
        tooLarge.addAll(longMethods(files));
        tooLarge.removeIf(line -> ALLOWED.keySet().stream().anyMatch(line::startsWith));
        assertThat(tooLarge).isEmpty();
    }

    private static List<Path> javaFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        for (String root : List.of("src/main/java", "src/test/java")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(found::add);
            }
        }
        return found;
    }

    private static List<String> longMethods(List<Path> files) throws IOException {
        List<String> found = new ArrayList<>();
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                LineMap lines = unit.getLineMap();
                unit.accept(
                        new TreeScanner<Void, String>() {
                            @Override
                            public Void visitClass(ClassTree tree, String outer) {
                                return super.visitClass(tree, outer + tree.getSimpleName() + ".");
                            }

                            @Override
                            public Void visitMethod(MethodTree tree, String owner) {
                                long length = lines.getLineNumber(positions.getEndPosition(unit, body(tree)))
                                        - lines.getLineNumber(positions.getStartPosition(unit, body(tree)))
                                        + 1;
                                if (length > MAX_METHOD_LINES) {
                                    found.add(owner + tree.getName() + " has " + length + " lines, at most "
                                            + MAX_METHOD_LINES);
                                }
                                return super.visitMethod(tree, owner);
                            }
                        },
                        "");
            }
        }
        return found;
    }

    private static Tree body(MethodTree method) {
        return method.getBody() == null ? method : method.getBody();
    }
}
