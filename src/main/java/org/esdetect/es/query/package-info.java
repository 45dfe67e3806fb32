/** A condition and the field types of an index to an Elasticsearch query that is never narrower than the condition. */
@NullMarked
package org.esdetect.es.query;

import org.jspecify.annotations.NullMarked;
