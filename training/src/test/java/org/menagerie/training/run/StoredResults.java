package org.menagerie.training.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A small result that is right in all its values, as a file holds it. */
final class StoredResults {
  private StoredResults() {}

  /** Eight images of two classes, six right; three epochs. */
  static String small() {
    return read("small-result.json");
  }

  /** The same where five images are held out for validation, of which epochs get 3, 4 and 4. */
  static String validated() {
    return read("validated-result.json");
  }

  private static String read(String name) {
    try {
      return Files.readString(Path.of("src/test/resources").resolve(name), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
