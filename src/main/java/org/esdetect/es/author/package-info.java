/**
 * Rules that somebody works on: read from what a request holds ({@link org.esdetect.es.author.Submission}), checked and
 * made ready to be judged by ({@link org.esdetect.es.author.Draft}), and held against the indices that the caller may
 * read ({@link org.esdetect.es.author.IndexFindings}). Nothing here stores or runs anything.
 */
@NullMarked
package org.esdetect.es.author;

import org.jspecify.annotations.NullMarked;
