package org.esdetect.network;

/** Conditions of a network to match an event by, such as those of the rules that name its index. Any thread. */
public final class Selection {
    private final Network network;
    private final SignatureTree.Node root;

    Selection(Network network, SignatureTree.Node root) {
        this.network = network;
        this.root = root;
    }

    Network network() {
        return network;
    }

    SignatureTree.Node root() {
        return root;
    }
}
