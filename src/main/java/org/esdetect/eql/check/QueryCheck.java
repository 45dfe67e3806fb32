package org.esdetect.eql.check;

import org.esdetect.eql.ast.Query;
import org.esdetect.text.Problems;

/** A check of a query's shape. */
interface QueryCheck {
    void check(Query query, Problems problems);
}
