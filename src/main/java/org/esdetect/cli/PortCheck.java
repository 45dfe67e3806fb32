package org.esdetect.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/**
 * Exits with 0 if a server can listen on the given port of the loopback address. Needs nothing but the JDK: the quick
 * start runs it before anything is built.
 */
final class PortCheck {
    private PortCheck() {}

    public static void main(String[] arguments) throws IOException {
        try (ServerSocket socket = new ServerSocket(
                Integer.parseInt(arguments[0]), 1, InetAddress.getByAddress(new byte[] {127, 0, 0, 1}))) {
            System.exit(socket.isBound() ? 0 : 1);
        } catch (java.net.BindException e) {
            System.exit(1);
        }
    }
}
