package org.menagerie.data.cifar;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.auto.service.AutoService;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetFormat;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.data.io.Sha256;
import org.menagerie.data.own.DataProblem;
import org.menagerie.data.own.OwnData;

/**
 * CIFAR-10 and CIFAR-100 in their binary version, in a folder or in the archive as it comes.
 *
 * @see <a href="https://www.cs.toronto.edu/~kriz/cifar.html">Krizhevsky: Learning multiple layers
 *     of features from tiny images (2009)</a>
 */
@AutoService(DatasetFormat.class)
public final class CifarFormat implements DatasetFormat {
  private static final String LABELS = "labels";
  private static final String FINE = "fine";
  private static final String COARSE = "coarse";
  private static final Shape SHAPE = Shape.image(3, 32, 32);
  private static final List<String> BATCHES =
      List.of(
          "data_batch_1.bin",
          "data_batch_2.bin",
          "data_batch_3.bin",
          "data_batch_4.bin",
          "data_batch_5.bin");
  private static final int PIXELS = 3 * 32 * 32;

  @Override
  public String name() {
    return "cifar";
  }

  @Override
  public String description() {
    return "CIFAR-10 or CIFAR-100, binary version, as a folder or as the .tar.gz that it comes in";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(LABELS, FINE, "of CIFAR-100: fine (100 classes) or coarse (20)"));
  }

  @Override
  public boolean recognises(Path path) {
    return CifarFiles.areAt(path);
  }

  @Override
  public Dataset read(Path path, Arguments arguments) {
    boolean fine = arguments.choice(LABELS, List.of(FINE, COARSE)).equals(FINE);
    CifarFiles files = CifarFiles.read(path);
    Kind kind = files.has("train.bin") ? (fine ? Kind.FINE : Kind.COARSE) : Kind.TEN;
    SortedMap<String, String> checksums = new TreeMap<>();
    ImageSet train = images(path, files, kind, kind.train(), checksums);
    ImageSet test = images(path, files, kind, List.of(kind.test), checksums);
    OwnData data = OwnData.at(path).checksums(checksums).fewestClasses(kind.classes);
    names(files, kind).ifPresent(data::classNames);
    return data.train(train).test(Optional.of(test)).build(arguments);
  }

  /** What the records of a file are. */
  private enum Kind {
    TEN(10, 1, 0, "test_batch.bin", "batches.meta.txt"),
    FINE(100, 2, 1, "test.bin", "fine_label_names.txt"),
    COARSE(20, 2, 0, "test.bin", "coarse_label_names.txt");

    private final int classes;
    private final int labelBytes;
    private final int labelAt;
    private final String test;
    private final String names;

    Kind(int classes, int labelBytes, int labelAt, String test, String names) {
      this.classes = classes;
      this.labelBytes = labelBytes;
      this.labelAt = labelAt;
      this.test = test;
      this.names = names;
    }

    private List<String> train() {
      return this == TEN ? BATCHES : List.of("train.bin");
    }

    private int record() {
      return labelBytes + PIXELS;
    }
  }

  private static ImageSet images(
      Path path,
      CifarFiles files,
      Kind kind,
      List<String> names,
      SortedMap<String, String> checksums) {
    List<byte[]> parts = new ArrayList<>();
    int count = 0;
    for (String name : names) {
      byte[] part = files.get(name);
      if (part == null) {
        throw DataProblem.corrupt(path, "has no " + name);
      }
      if (part.length == 0 || part.length % kind.record() != 0) {
        throw DataProblem.corrupt(
            path,
            "has a file %s of %d bytes, which is no whole number of images of %d bytes each"
                .formatted(name, part.length, kind.record()));
      }
      checksums.put(name, Sha256.of(part));
      parts.add(part);
      count += part.length / kind.record();
    }
    byte[] pixels = new byte[Math.multiplyExact(count, PIXELS)];
    int[] labels = new int[count];
    int image = 0;
    for (int i = 0; i < parts.size(); i++) {
      byte[] part = parts.get(i);
      for (int at = 0; at < part.length; at += kind.record()) {
        labels[image] = Byte.toUnsignedInt(part[at + kind.labelAt]);
        if (labels[image] >= kind.classes) {
          throw DataProblem.corrupt(
              path,
              "gives image %d of %s the label %d; expected labels 0 to %d"
                  .formatted(at / kind.record(), names.get(i), labels[image], kind.classes - 1));
        }
        System.arraycopy(part, at + kind.labelBytes, pixels, image * PIXELS, PIXELS);
        image++;
      }
    }
    return new ImageSet(SHAPE, pixels, labels);
  }

  /** The names of all classes, if there are as many. */
  private static Optional<List<String>> names(CifarFiles files, Kind kind) {
    byte @Nullable [] text = files.get(kind.names);
    return Optional.ofNullable(text)
        .map(
            bytes ->
                new String(bytes, UTF_8)
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .toList())
        .filter(names -> names.size() == kind.classes);
  }
}
