package org.menagerie.data.idx;

import com.google.auto.service.AutoService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetFormat;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.data.own.DataProblem;
import org.menagerie.data.own.OwnData;

/**
 * A folder with the four IDX files of MNIST's names, of images of any size and up to 256 classes.
 */
@AutoService(DatasetFormat.class)
public final class IdxFormat implements DatasetFormat {
  private static final String PREFIX = "prefix";
  private static final String FOUND = "found";

  /** Where torchvision unpacks the files of a data set, below the folder of its name. */
  private static final String UNPACKED = "raw";

  @Override
  public String name() {
    return "idx";
  }

  @Override
  public String description() {
    return "a folder with four IDX files, named like MNIST's, EMNIST's or QMNIST's, packed (.gz) or not";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            PREFIX, FOUND, "what stands before train-images, such as emnist-letters-"));
  }

  @Override
  public boolean recognises(Path path) {
    return Files.isDirectory(path) && !IdxPart.prefixes(files(path)).isEmpty();
  }

  @Override
  public Dataset read(Path path, Arguments arguments) {
    Path files = files(path);
    IdxFolder.Parts parts = IdxFolder.read(files, prefix(files, arguments.text(PREFIX)));
    return OwnData.at(path)
        .checksums(parts.checksums())
        .train(parts.train())
        .test(Optional.of(parts.test()))
        .build(arguments);
  }

  private static Path files(Path path) {
    Path unpacked = path.resolve(UNPACKED);
    return Files.isDirectory(unpacked) && IdxPart.prefixes(path).isEmpty() ? unpacked : path;
  }

  private static String prefix(Path path, String asked) {
    SortedSet<String> prefixes = IdxPart.prefixes(path);
    if (!asked.equals(FOUND)) {
      return asked;
    }
    if (prefixes.size() > 1) {
      throw DataProblem.corrupt(
          path,
          "has the files of several data sets: say which, as in --dataset 'idx(path=%s, prefix=%s)'"
              .formatted(path, prefixes.last()));
    }
    return prefixes.isEmpty() ? "" : prefixes.first();
  }
}
