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
    List<String> notes = new ArrayList<>();
    for (Path named : filesAndFolders) {
      List<Path> files =
          Files.isDirectory(named) ? picturesIn(named, notes) : List.of(existing(named));
      files.forEach(file -> items.add(new ImageTree.Item(file, 0)));
    }
    PictureSizes sizes = PictureSizes.of(items);
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

  private static List<Path> picturesIn(Path folder, List<String> notes) {
    try (Stream<Path> entries = Files.list(folder)) {
      List<Path> seen = entries.filter(entry -> !ImageTree.isHidden(entry)).sorted().toList();
      List<Path> pictures =
          seen.stream().filter(ImageTree::isPicture).filter(Files::isRegularFile).toList();
      if (pictures.isEmpty()) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "The folder %s has no PNG, JPEG, BMP or GIF files.".formatted(folder));
      }
      int others = seen.size() - pictures.size();
      if (others > 0) {
        notes.add(
            "In %s %s left out: no PNG, JPEG, BMP or GIF by the name, or a folder."
                .formatted(folder, others == 1 ? "1 entry is" : others + " entries are"));
      }
      return pictures;
    } catch (IOException e) {
      throw DataProblem.unreadable(folder, e);
    }
  }
}
