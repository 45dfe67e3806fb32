package org.esdetect.eql.check;

import org.esdetect.eql.ast.Expression;
import org.esdetect.text.Problems;

/** A check of one expression, without what stands around it or deep inside it. */
interface NodeCheck {
    void check(Expression expression, Problems problems);
}
