/**
 * The Elastic Common Schema as one table: field to type. Read by the alert copy, the index templates and the checks.
 */
@NullMarked
package org.esdetect.ecs;

import org.jspecify.annotations.NullMarked;
