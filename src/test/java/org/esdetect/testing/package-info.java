/** What tests share: running as root, real nodes, events and rules to test with. */
@NullMarked
package org.esdetect.testing;

import org.jspecify.annotations.NullMarked;
