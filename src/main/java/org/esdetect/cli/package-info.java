/**
 * The command line: works on files and over REST, needs no server's classes.
 *
 * <p>{@link org.esdetect.cli.DetectCommand} is the entry; one class a subcommand. Uses the core and Jackson only.
 * {@code Input} reads files, {@code RuleSet} checks the rules in them, {@code Results} prints what was found, for
 * people or as JSON. What rules mean is not decided here: {@link org.esdetect.engine.InMemoryRun} judges.
 */
@NullMarked
package org.esdetect.cli;

import org.jspecify.annotations.NullMarked;
