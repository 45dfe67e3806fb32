package org.esdetect.function;

import java.util.Optional;
import org.esdetect.event.Address;
import org.esdetect.event.NetworkBlock;
import org.esdetect.event.Values;
import org.jspecify.annotations.Nullable;

/** {@code cidrMatch}. What is not an address is in no block; what is not a block holds no address. */
final class Addresses {
    private Addresses() {}

    static @Nullable Object cidrMatch(Arguments arguments) {
        if (arguments.hasNull()) {
            return null;
        }
        Address address = Values.address(arguments.values().get(0));
        if (address == null) {
            return false;
        }
        for (int i = 1; i < arguments.count(); i++) {
            String text = arguments.text(i);
            Optional<NetworkBlock> block = text == null ? Optional.empty() : NetworkBlock.find(text);
            if (block.isPresent() && block.get().contains(address)) {
                return true;
            }
        }
        return false;
    }
}
