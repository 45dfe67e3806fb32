package org.esdetect.cli;

import java.io.InputStream;
import java.io.PrintStream;

/**
 * Where a command reads and writes. Results go to {@code out}, progress and trouble to {@code err}, so that results can
 * be piped.
 */
record Terminal(InputStream in, PrintStream out, PrintStream err) {}
