package org.esdetect.es.plugin;

import org.elasticsearch.plugins.Plugin;

/** The plugin: wires the parts together and does nothing itself. */
public final class DetectPlugin extends Plugin {}
