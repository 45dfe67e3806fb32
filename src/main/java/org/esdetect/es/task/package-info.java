/** The persistent task, the schedule, and the run of one rule. */
@NullMarked
package org.esdetect.es.task;

import org.jspecify.annotations.NullMarked;
