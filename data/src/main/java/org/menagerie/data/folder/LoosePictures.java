package org.menagerie.data.folder;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.data.own.DataProblem;

/**
 * Pictures that belong to no data set, as a network takes them.
 *
 * @param files in the order in which they were named, those of a folder by their names
 * @param images of these files
 * @param notes on what was done to make them fit, in sentences
 */
public record LoosePictures(List<Path> files, ImageSet images, List<String> notes) {

  public LoosePictures {
    files = List.copyOf(files);
    notes = List.copyOf(notes);
  }

  /**
   * Reads pictures: PNG, JPEG, BMP and GIF files, and folders of them.
   *
   * @param shape {@code [1, height, width]} for grey ones, {@code [3, height, width]} for colour
   * @throws MenagerieException if there are none, or one cannot be read
   */
  public static LoosePictures read(List<Path> filesAndFolders, Shape shape) {
    if (shape.channels() != 1 && shape.channels() != 3) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "Pictures are grey or coloured, but the network takes images %s.".formatted(shape));
    }
    List<ImageTree.Item> items = new ArrayList<>();
    for (Path named : filesAndFolders) {
      List<Path> files = Files.isDirectory(named) ? picturesIn(named) : List.of(existing(named));
      files.forEach(file -> items.add(new ImageTree.Item(file, 0)));
    }
    PictureSizes sizes = PictureSizes.of(items);
    List<String> notes = new ArrayList<>();
    sizes.note(shape).ifPresent(notes::add);
    if (sizes.anyColour() && shape.channels() == 1) {
      notes.add("Colours are taken as grey.");
    }
    return new LoosePictures(
        items.stream().map(ImageTree.Item::file).toList(), Pictures.read(items, shape), notes);
  }

  private static Path existing(Path file) {
    if (!Files.exists(file)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "There is no file or folder %s.".formatted(file));
    }
    return file;
  }

  private static List<Path> picturesIn(Path folder) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> pictures =
          entries.filter(ImageTree::isPicture).filter(Files::isRegularFile).sorted().toList();
      if (pictures.isEmpty()) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "The folder %s has no PNG, JPEG, BMP or GIF files.".formatted(folder));
      }
      return pictures;
    } catch (IOException e) {
      throw DataProblem.unreadable(folder, e);
    }
  }
}
