package org.menagerie.api.export;

import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ComponentFactory;

/**
 * A plug-in that writes trained networks in a format of other programs, found through {@link
 * java.util.ServiceLoader}. {@code runner export --format} takes its name, with arguments where it
 * has some: {@code onnx(input=floats)}.
 */
public interface ExportFormat extends ComponentFactory {

  /** The usual ending of file names, without the dot. */
  String fileExtension();

  /**
   * The configured exporter.
   *
   * @throws org.menagerie.api.error.MenagerieException if an argument's value is not allowed
   */
  Exporter create(Arguments arguments);
}
