package org.menagerie.api.data;

import java.nio.file.Path;

/**
 * A file of which it is known what it must contain.
 *
 * @param path where it is, or would be; packed if it ends in {@code .gz}
 * @param sha256 of the unpacked contents, in hex
 */
public record KnownFile(Path path, String sha256) {}
