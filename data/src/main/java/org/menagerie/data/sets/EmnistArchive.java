package org.menagerie.data.sets;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.data.idx.IdxPair;
import org.menagerie.data.idx.IdxSource;
import org.menagerie.data.io.MeasuredStream;
import org.menagerie.data.own.DataProblem;

/**
 * One of the splits in EMNIST's archive, read where it is. Its images lie on their side and
 * mirrored there.
 *
 * @param split for example {@code letters}
 * @param classes of the split
 * @param firstLabel what the labels are counted from in the files
 */
record EmnistArchive(String split, int classes, int firstLabel) implements SetReader {
  /** The archive's name. */
  static final String FILE = "gzip.zip";

  @Override
  public Dataset read(Path folder) {
    Path archive = folder.resolve(FILE);
    try (ZipFile zip = new ZipFile(archive.toFile())) {
      IdxPair train = pair(archive, zip, "train");
      IdxPair test = pair(archive, zip, "test");
      SortedMap<String, String> checksums = new TreeMap<>(train.checksums());
      checksums.putAll(test.checksums());
      List<String> notes = new ArrayList<>();
      notes.add("The files have images on their side; they are turned upright.");
      if (firstLabel > 0) {
        notes.add(
            "The files count labels from %d; classes are counted from 0.".formatted(firstLabel));
      }
      return Dataset.builder(
              split, classes, upright(archive, train.images()), upright(archive, test.images()))
          .checksums(checksums)
          .notes(notes)
          .build();
    } catch (ZipException e) {
      throw DataProblem.corrupt(archive, "is no sound zip archive; put a sound copy in its place");
    } catch (IOException e) {
      throw DataProblem.unreadable(archive, e);
    }
  }

  private IdxPair pair(Path archive, ZipFile zip, String part) {
    String start = "gzip/emnist-%s-%s-".formatted(split, part);
    return IdxPair.read(
        source(archive, zip, start + "images-idx3-ubyte.gz"),
        source(archive, zip, start + "labels-idx1-ubyte.gz"));
  }

  private static IdxSource source(Path archive, ZipFile zip, String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw DataProblem.corrupt(archive, "has no " + name);
    }
    return new IdxSource(
        archive.resolve(name),
        () -> new MeasuredStream(new GZIPInputStream(requireNonNull(zip.getInputStream(entry)))));
  }

  private ImageSet upright(Path archive, ImageSet lying) {
    int height = lying.shape().width();
    int width = lying.shape().height();
    int length = lying.imageLength();
    byte[] pixels = new byte[lying.size() * length];
    int[] labels = new int[lying.size()];
    byte[] image = new byte[length];
    for (int i = 0; i < lying.size(); i++) {
      lying.copyImage(i, image);
      for (int at = 0; at < length; at++) {
        pixels[i * length + at] = image[at % width * height + at / width];
      }
      labels[i] = lying.label(i) - firstLabel;
      if (labels[i] < 0) {
        throw DataProblem.corrupt(
            archive, "has the label %d, where labels begin at %d".formatted(0, firstLabel));
      }
    }
    return new ImageSet(Shape.image(1, height, width), pixels, labels);
  }
}
