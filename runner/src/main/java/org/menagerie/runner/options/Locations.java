package org.menagerie.runner.options;

import java.nio.file.Path;

/**
 * The places of things on this machine.
 *
 * @param ownPlugins the user's own plug-in directory; may not exist
 * @param dataDirectory where data sets are kept unless a command says otherwise
 */
public record Locations(Path ownPlugins, Path dataDirectory) {}
