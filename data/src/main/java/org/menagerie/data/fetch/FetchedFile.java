package org.menagerie.data.fetch;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A file that is now there.
 *
 * @param path where it lies
 * @param source the address it came from; empty if it was there already
 */
public record FetchedFile(Path path, Optional<URI> source) {}
