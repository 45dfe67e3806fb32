package org.esdetect.network;

import org.esdetect.event.AsciiCase;

/**
 * A text that a value must hold, in any case of its ASCII letters, for a leaf to hold.
 *
 * @param place where
 * @param text folded
 */
record TextWitness(Place place, String text) {
    /** Below this a text says too little, and the tables could not hold it. */
    static final int MIN_LENGTH = 3;

    /** Where in the value. */
    enum Place {
        WHOLE,
        START,
        END,
        ANYWHERE
    }

    TextWitness {
        text = AsciiCase.fold(text);
        if (place != Place.WHOLE && text.length() < MIN_LENGTH) {
            throw new IllegalArgumentException("witness [" + text + "] is too short");
        }
    }
}
