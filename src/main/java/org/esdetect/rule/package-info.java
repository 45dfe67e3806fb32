/** The rule model, independent of format, and its readers: detection-rules TOML and Kibana's NDJSON. */
@NullMarked
package org.esdetect.rule;

import org.jspecify.annotations.NullMarked;
