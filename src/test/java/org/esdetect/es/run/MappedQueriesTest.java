package org.esdetect.es.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.elasticsearch.cluster.metadata.Metadata;
import org.elasticsearch.common.settings.Settings;
import org.esdetect.condition.Condition;
import org.esdetect.es.prepared.PreparedQueries;
import org.esdetect.es.query.CompiledQuery;
import org.esdetect.es.query.IndexMappings;
import org.junit.jupiter.api.Test;

class MappedQueriesTest {
    private final MappedQueries queries = new MappedQueries(new IndexMappings(), new PreparedQueries(Settings.EMPTY));
    private final Condition condition = TestSequences.action("a");

    @Test
    void compile_sameConditionAndMetadata_isDoneOnce() {
        CompiledQuery first = queries.compile(condition, Metadata.EMPTY_METADATA, List.of("one"));
        assertThat(queries.compile(condition, Metadata.EMPTY_METADATA, List.of("one")))
                .isSameAs(first);
    }

    @Test
    void compile_otherMetadataOrIndices_isDoneAgain() {
        CompiledQuery first = queries.compile(condition, Metadata.EMPTY_METADATA, List.of("one"));
        assertThat(queries.compile(condition, Metadata.builder().build(), List.of("one")))
                .isNotSameAs(first);
        assertThat(queries.compile(condition, Metadata.EMPTY_METADATA, List.of("one", "two")))
                .isNotSameAs(first);
    }
}
