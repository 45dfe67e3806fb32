/**
 * The product as people run it: the real distribution, the zip installed by {@code elasticsearch-plugin install}, REST
 * only.
 */
@NullMarked
package org.esdetect.product;

import org.jspecify.annotations.NullMarked;
