package org.esdetect.es.run;

import java.util.List;
import org.assertj.core.api.Assertions;
import org.elasticsearch.cluster.metadata.IndexNameExpressionResolver;
import org.elasticsearch.cluster.service.ClusterService;
import org.elasticsearch.test.ESSingleNodeTestCase;

public class RuleIndicesTests extends ESSingleNodeTestCase {
    private RuleIndices resolve(String... patterns) {
        return RuleIndices.resolve(
                List.of(patterns),
                getInstanceFromNode(ClusterService.class).state(),
                getInstanceFromNode(IndexNameExpressionResolver.class));
    }

    /** The processor knows the index by its own name only, so a rule that names an alias is not asked inline. */
    public void testResolve_throughAnAlias_isIndirect() {
        createIndex("win-000001");
        client().admin()
                .indices()
                .prepareAliases()
                .addAlias("win-000001", "winlogs")
                .get();
        Assertions.assertThat(resolve("winlogs").byName()).containsOnlyKeys("win-000001");
        Assertions.assertThat(resolve("winlogs").indirect()).containsExactly("win-000001");
        Assertions.assertThat(resolve("winlogs", "win-*").indirect()).isEmpty();
        Assertions.assertThat(resolve("win*").indirect()).isEmpty();
    }
}
