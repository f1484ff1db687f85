package org.menagerie.data.sets;

import java.nio.file.Path;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.data.idx.IdxPair;
import org.menagerie.data.idx.IdxSource;

/**
 * IDX files of ten classes, as they come.
 *
 * @param train what the names of files begin with that are for training
 * @param test the same for testing
 * @param labels what the names of files with labels end with
 * @param skipped test images at the beginning that are left out
 */
record PackedIdxFiles(String train, String test, String labels, int skipped) implements SetReader {
  private static final int CLASSES = 10;

  @Override
  public Dataset read(Path folder) {
    IdxPair trained = pair(folder, train);
    IdxPair tested = pair(folder, test);
    SortedMap<String, String> checksums = new TreeMap<>(trained.checksums());
    checksums.putAll(tested.checksums());
    ImageSet all = tested.images();
    ImageSet left = skipped == 0 ? all : all.choose(IntStream.range(skipped, all.size()).toArray());
    return Dataset.builder("of ten classes", CLASSES, trained.images(), left)
        .checksums(checksums)
        .build();
  }

  private IdxPair pair(Path folder, String part) {
    return IdxPair.read(
        IdxSource.of(folder.resolve(part + "-images-idx3-ubyte.gz")),
        IdxSource.of(folder.resolve(part + labels)));
  }
}
