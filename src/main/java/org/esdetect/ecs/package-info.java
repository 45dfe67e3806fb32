/**
 * The Elastic Common Schema as one table, field to type, and what is made of it. Read by the alert copy, the index
 * templates and the checks.
 *
 * <p>{@link org.esdetect.ecs.EcsFields} answers for events, {@link org.esdetect.ecs.AlertFields} for alerts,
 * {@link org.esdetect.ecs.Templates} makes the bodies of the index templates as plain maps. Field names and types are
 * in {@code ecs-fields.tsv} and {@code alert-fields.tsv} beside the classes.
 */
@NullMarked
package org.esdetect.ecs;

import org.jspecify.annotations.NullMarked;
