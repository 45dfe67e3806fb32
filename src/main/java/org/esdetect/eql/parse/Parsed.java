package org.esdetect.eql.parse;

import java.util.List;
import java.util.Optional;
import org.esdetect.eql.ast.Query;
import org.esdetect.text.Problem;

/**
 * What became of a text.
 *
 * @param query the tree; empty when the text could not be read to its end. Also present beside problems that left a
 *     whole tree, such as a bad escape in a string, so that the checks can name the other mistakes at once. A query
 *     with problems must not be lowered
 * @param problems in the order of the text, all of them errors
 */
public record Parsed(Optional<Query> query, List<Problem> problems) {
    public Parsed {
        problems = List.copyOf(problems);
    }
}
