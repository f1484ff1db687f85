package org.menagerie.training.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
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

  /** A network of the same model that was imported, and gets six images right, too. */
  static String imported() {
    try {
      ObjectNode spec = (ObjectNode) RunJson.compact().readTree(small()).get("spec");
      spec.putObject("init").put("file", "/theirs.safetensors").put("sha256", "ab".repeat(32));
      ObjectNode imported =
          (ObjectNode)
              RunJson.compact()
                  .readTree(
                      """
                      {"schema_version": 1, "parameters": 34,
                       "signature": {"input": [1, 4, 4], "classes": ["a", "b"]},
                       "test_images": 8, "test": {"loss": 0.5, "accuracy": 75, "correct": 6},
                       "dataset_checksums": {"test": "def"}, "menagerie": "1.0",
                       "imported_at": "2026-01-31T12:00:00Z"}
                      """);
      return imported.set("spec", spec).toString();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String read(String name) {
    try {
      return Files.readString(Path.of("src/test/resources").resolve(name), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
