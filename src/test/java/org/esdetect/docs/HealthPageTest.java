package org.esdetect.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.esdetect.es.health.Symptom;
import org.junit.jupiter.api.Test;

class HealthPageTest {
    @Test
    void everySymptom_hasItsEntry_whereItsHelpPoints() throws IOException {
        List<String> lines = Files.readAllLines(Path.of("docs/operations.md"));
        for (Symptom symptom : Symptom.values()) {
            String[] help = symptom.helpUrl().split("#", 2);
            assertThat(Path.of(help[0])).exists();
            assertThat(lines)
                    .as(symptom.id())
                    .filteredOn(line -> line.contains("<a id=\"" + help[1] + "\">"))
                    .singleElement()
                    .satisfies(line -> assertThat(line)
                            .contains("`" + symptom.id() + "` | "
                                    + symptom.status().name().toLowerCase(Locale.ROOT) + " |"));
        }
    }
}
