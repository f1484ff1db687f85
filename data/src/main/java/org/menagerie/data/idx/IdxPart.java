package org.menagerie.data.idx;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/** The four files of a data set of MNIST's family, in the order in which they are named. */
public enum IdxPart {
  TRAIN_IMAGES("train-images", IdxKind.IMAGES),
  TRAIN_LABELS("train-labels", IdxKind.LABELS),
  TEST_IMAGES("t10k-images", IdxKind.IMAGES),
  TEST_LABELS("t10k-labels", IdxKind.LABELS);

  private final String prefix;
  private final IdxKind kind;

  IdxPart(String prefix, IdxKind kind) {
    this.prefix = prefix;
    this.kind = kind;
  }

  /** Its name when it is not packed, for example {@code train-images-idx3-ubyte}. */
  public String fileName() {
    return prefix + "-" + kind.suffix();
  }

  /** Its name when it is packed, as mirrors have it. */
  public String packedName() {
    return fileName() + ".gz";
  }

  /** The file in {@code folder}, packed or not, under either of its usual names. */
  public Optional<Path> find(Path folder) {
    return Stream.of("-", ".")
        .map(separator -> prefix + separator + kind.suffix())
        .flatMap(name -> Stream.of(name, name + ".gz"))
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  IdxKind kind() {
    return kind;
  }
}
