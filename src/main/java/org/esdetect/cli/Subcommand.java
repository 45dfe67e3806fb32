package org.esdetect.cli;

import java.io.IOException;
import java.util.List;

/** One thing the command line can do. */
interface Subcommand {
    /** The word on the command line. */
    String name();

    /** One line for the list of commands. */
    String summary();

    /**
     * Does it.
     *
     * @return 0 only if all is well
     * @throws UsageException when {@code arguments} cannot be understood
     */
    int run(List<String> arguments, Terminal terminal) throws IOException;
}
