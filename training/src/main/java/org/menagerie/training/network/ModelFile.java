package org.menagerie.training.network;

import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.menagerie.training.yaml.YamlFile;

/**
 * A model in a file of its own, as YAML or JSON: a network, and whatever else a definition may say
 * of itself. {@code docs/model-files.md} shows one, {@code docs/schema/model.schema.json} has every
 * key.
 */
public final class ModelFile {
  /** A block in a block takes three levels: the list of paths, a path, and a layer in it. */
  private static final int DEEPEST = 4 + 3 * LayerReader.DEEPEST;

  private static final YamlFile.Kind KIND =
      new YamlFile.Kind("model", DEEPEST, "there is no such file");

  private ModelFile() {}

  /** Whether that is how a model file would be called. */
  public static boolean isNamed(String file) {
    String name = file.toLowerCase(Locale.ROOT);
    return Stream.of(".yaml", ".yml", ".json").anyMatch(name::endsWith);
  }

  /**
   * Reads a model.
   *
   * @throws org.menagerie.api.error.MenagerieException if there is no such file, or something in it
   *     is wrong; the message begins with the file, and names line and column
   */
  public static ModelDocument read(Path file) {
    YamlTree tree = new YamlTree(YamlFile.read(file, KIND));
    try {
      return ModelDocument.of(tree.toJson(), nameOf(file));
    } catch (DocumentProblem e) {
      throw YamlFile.refused(file, tree.place(e.place()), e.getMessage());
    }
  }

  /** Where a file does not name its model, its own name does. */
  private static String nameOf(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.substring(0, name.lastIndexOf('.'));
  }
}
