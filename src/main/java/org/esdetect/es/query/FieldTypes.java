package org.esdetect.es.query;

import java.util.List;
import java.util.Set;

/** How the indices that a search addresses hold the fields of a condition. */
public sealed interface FieldTypes permits MappingFieldTypes {

    /**
     * The indices, gathered by how they hold {@code paths}: the largest group first, which also stands for indices that
     * came to be since. Empty when there is no index.
     */
    List<IndexGroup> groups(Set<String> paths);
}
