/**
 * The command line: works on files and over REST, needs no server's classes.
 *
 * <p>{@link org.esdetect.cli.DetectCommand} is the entry; one class a subcommand. Uses the core and Jackson only.
 */
@NullMarked
package org.esdetect.cli;

import org.jspecify.annotations.NullMarked;
