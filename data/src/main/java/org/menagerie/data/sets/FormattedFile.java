package org.menagerie.data.sets;

import java.nio.file.Path;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetFormat;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;

/**
 * One file that a format reads.
 *
 * @param name of the file
 * @param format that reads it
 * @param arguments the format's name and arguments, as people write them
 */
record FormattedFile(String name, DatasetFormat format, String arguments) implements SetReader {

  @Override
  public Dataset read(Path folder) {
    Component component = Component.parse(arguments);
    return format.read(folder.resolve(name), Arguments.of(component, format.parameters()));
  }
}
