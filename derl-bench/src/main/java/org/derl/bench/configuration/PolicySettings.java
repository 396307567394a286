package org.derl.bench.configuration;

import org.derl.config.Blueprint;
import org.derl.data.file.FeatureImport;
import org.derl.io.Directories;

/**
 * A policy of import as its file describes it.
 *
 * @param description a line that says what it does
 * @param policy the import with its settings
 */
public record PolicySettings(String description, Blueprint<Directories, FeatureImport> policy) {}
