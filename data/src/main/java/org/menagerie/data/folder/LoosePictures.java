package org.menagerie.data.folder;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.IIOException;
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
 * @param unreadable a sentence for each picture that is left out since it cannot be read
 */
public record LoosePictures(
    List<Path> files, ImageSet images, List<String> notes, List<String> unreadable) {

  public LoosePictures {
    files = List.copyOf(files);
    notes = List.copyOf(notes);
    unreadable = List.copyOf(unreadable);
  }

  /**
   * Reads pictures: PNG, JPEG, BMP and GIF files, and folders of them.
   *
   * @param shape {@code [1, height, width]} for grey ones, {@code [3, height, width]} for colour
   * @throws MenagerieException if there are none, or none of them can be read
   */
  public static LoosePictures read(List<Path> filesAndFolders, Shape shape) {
    requireGreyOrColour(shape);
    List<ImageTree.Item> items = new ArrayList<>();
    List<String> notes = new ArrayList<>();
    for (Path named : filesAndFolders) {
      List<Path> files =
          Files.isDirectory(named) ? picturesIn(named, notes) : List.of(existing(named));
      files.forEach(file -> items.add(new ImageTree.Item(file, 0)));
    }
    Picture.Header[] headers = new Picture.Header[items.size()];
    byte[][] pixels = new byte[items.size()][];
    SortedMap<Integer, MenagerieException> failures =
        Pictures.failures(
            items,
            (file, i) -> {
              Picture picture = Picture.of(file);
              headers[i] = picture.header();
              byte[] fitted = new byte[Math.toIntExact(shape.elements())];
              picture.write(shape, fitted, 0);
              pixels[i] = fitted;
            });
    if (failures.size() == items.size()) {
      throw Pictures.all(items, failures);
    }
    int[] read = IntStream.range(0, items.size()).filter(i -> !failures.containsKey(i)).toArray();
    PictureSizes sizes =
        PictureSizes.ofHeaders(Arrays.stream(read).mapToObj(i -> headers[i]).toList());
    sizes.note(shape).ifPresent(notes::add);
    if (sizes.anyColour() && shape.channels() == 1) {
      notes.add("Colours are taken as grey.");
    }
    return new LoosePictures(
        Arrays.stream(read).mapToObj(i -> items.get(i).file()).toList(),
        images(shape, Arrays.stream(read).mapToObj(i -> pixels[i]).toList()),
        notes,
        failures.values().stream().map(failure -> String.valueOf(failure.getMessage())).toList());
  }

  /**
   * Reads one picture.
   *
   * @param shape {@code [1, height, width]} for grey ones, {@code [3, height, width]} for colour
   * @throws MenagerieException if it cannot be read, or is a folder
   */
  public static LoosePictures readOne(Path file, Shape shape) {
    if (Files.isDirectory(file)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT, "%s is a folder: name one picture.".formatted(file));
    }
    return read(List.of(file), shape);
  }

  /**
   * The levels of a picture in memory, made to fit as those of files are.
   *
   * @param shape {@code [1, height, width]} for grey ones, {@code [3, height, width]} for colour
   * @throws MenagerieException if it has colours that are not read, such as CMYK
   */
  public static byte[] fitted(BufferedImage picture, Shape shape) {
    requireGreyOrColour(shape);
    byte[] pixels = new byte[Math.toIntExact(shape.elements())];
    try {
      Levels.of(picture, shape.channels()).write(shape, pixels, 0);
    } catch (IIOException e) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The picture has colours that are not read (%s): convert it to grey or RGB."
              .formatted(e.getMessage()),
          e);
    }
    return pixels;
  }

  private static void requireGreyOrColour(Shape shape) {
    if (shape.channels() != 1 && shape.channels() != 3) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "Pictures are grey or coloured, but the network takes images %s.".formatted(shape));
    }
  }

  private static ImageSet images(Shape shape, List<byte[]> pixels) {
    int length = Math.toIntExact(shape.elements());
    byte[] joined = new byte[Math.multiplyExact(pixels.size(), length)];
    for (int i = 0; i < pixels.size(); i++) {
      System.arraycopy(pixels.get(i), 0, joined, i * length, length);
    }
    return new ImageSet(shape, joined, new int[pixels.size()]);
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
