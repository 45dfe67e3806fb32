package org.esdetect.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class DocsTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)(#[^)]*)?\\)");

    @Test
    void ci_runsTheTestCommandOfTheReadme() throws IOException {
        List<String> commands = Snippets.read().commands("mvn");
        assertThat(commands).isNotEmpty();
        assertThat(Files.readAllLines(Path.of(".ci/run"))).contains(commands.get(0));
    }

    @Test
    void readme_names_theQuickStart_thatIsThere() throws IOException {
        assertThat(Snippets.read().commands("./quickstart")).contains("./quickstart");
        assertThat(Path.of("quickstart")).isExecutable();
    }

    @Test
    void links_betweenPages_leadSomewhere() throws IOException {
        List<Path> pages = new ArrayList<>(List.of(Path.of("README.md"), Path.of("CONTRIBUTING.md")));
        try (Stream<Path> docs = Files.walk(Path.of("docs"))) {
            docs.filter(file -> file.toString().endsWith(".md")).forEach(pages::add);
        }
        List<String> broken = new ArrayList<>();
        for (Path page : pages) {
            Matcher link = LINK.matcher(Files.readString(page));
            while (link.find()) {
                Path target = page.resolveSibling(link.group(1)).normalize();
                if (!Files.exists(target)) {
                    broken.add(page + " -> " + link.group(1));
                }
            }
        }
        assertThat(broken).isEmpty();
    }
}
