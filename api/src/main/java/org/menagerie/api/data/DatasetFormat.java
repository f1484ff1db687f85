package org.menagerie.api.data;

import java.nio.file.Path;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ComponentFactory;

/**
 * A plug-in that reads data sets of a person's own, found through {@link java.util.ServiceLoader}.
 * People name a file or folder with {@code --dataset PATH}, and the format that recognises it reads
 * it; or they name the format too, with arguments: {@code --dataset 'images(path=flowers,
 * size=64)'}.
 */
public interface DatasetFormat extends ComponentFactory {

  /**
   * Whether what lies at {@code path} is of this format, or is meant to be. Looks at names and at
   * first bytes, so that it is quick, and answers {@code false} to what it cannot read.
   *
   * @param path an existing file or folder
   */
  boolean recognises(Path path);

  /**
   * Reads all of it.
   *
   * @param path an existing file or folder
   * @param arguments of {@link #parameters}, without the path
   * @throws org.menagerie.api.error.MenagerieException if it is damaged, or not of this format; the
   *     message names the file, the place in it, and what to do
   */
  Dataset read(Path path, Arguments arguments);

  /**
   * Reads all of it, and may keep what does not fit into memory in files. A format that keeps
   * everything in memory need not care.
   *
   * @param path an existing file or folder
   * @param arguments of {@link #parameters}, without the path
   * @param workspace for files that can be made again
   * @throws org.menagerie.api.error.MenagerieException as in {@link #read(Path, Arguments)}, or if
   *     such a file cannot be written
   */
  default Dataset read(Path path, Arguments arguments, Workspace workspace) {
    return read(path, arguments);
  }
}
