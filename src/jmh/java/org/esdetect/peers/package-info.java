/**
 * Other engines that do the job of the network, on the same rules and the same events: {@link org.esdetect.peers.PeerComparison}
 * is the program. An engine gets the rules that it can express, must give the same answers, and is then timed against the
 * network on just these rules.
 */
package org.esdetect.peers;
