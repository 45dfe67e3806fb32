/** Transport actions. Every route goes through one, so that security can name it. */
@NullMarked
package org.esdetect.es.action;

import org.jspecify.annotations.NullMarked;
