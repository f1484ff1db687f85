package org.menagerie.data.idx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The four files of a data set of MNIST's family, in the order in which they are named. */
public enum IdxPart {
  TRAIN_IMAGES("train-images", IdxKind.IMAGES),
  TRAIN_LABELS("train-labels", IdxKind.LABELS),
  TEST_IMAGES("t10k-images", IdxKind.IMAGES),
  TEST_LABELS("t10k-labels", IdxKind.LABELS);

  private static final Pattern NAME =
      Pattern.compile("(.*?)(train|t10k|test)-(images|labels)[-.]idx[123]-(ubyte|int)(\\.gz)?");

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
    return find(folder, "");
  }

  /**
   * The same, under any of the names that data sets of the family have.
   *
   * @param before what stands before the usual name, such as {@code emnist-letters-}
   */
  Optional<Path> find(Path folder, String before) {
    return Stream.of(prefix, prefix.replace("t10k", "test"))
        .flatMap(name -> Stream.of(name + "-", name + "."))
        .flatMap(name -> kinds().stream().map(each -> before + name + each.suffix()))
        .flatMap(name -> Stream.of(name, name + ".gz"))
        .map(folder::resolve)
        .filter(Files::isRegularFile)
        .findFirst();
  }

  /** What stands before the usual names of the files in a folder, one for each data set there. */
  static SortedSet<String> prefixes(Path folder) {
    SortedSet<String> prefixes = new TreeSet<>();
    try (Stream<Path> files = Files.list(folder)) {
      files
          .map(file -> NAME.matcher(String.valueOf(file.getFileName())))
          .filter(Matcher::matches)
          .forEach(name -> prefixes.add(name.group(1)));
    } catch (IOException e) {
      // Whoever looks for a file there will say what is wrong.
      prefixes.clear();
    }
    return prefixes;
  }

  /** What its file may be. */
  List<IdxKind> kinds() {
    return kind == IdxKind.IMAGES
        ? List.of(kind)
        : List.of(kind, IdxKind.WIDE_LABELS, IdxKind.COLUMNS);
  }
}
