package org.menagerie.data.idx;

import com.google.auto.service.AutoService;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetFormat;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.data.own.OwnData;

/**
 * A folder with the four IDX files of MNIST's names, of images of any size and up to 256 classes.
 */
@AutoService(DatasetFormat.class)
public final class IdxFormat implements DatasetFormat {

  @Override
  public String name() {
    return "idx";
  }

  @Override
  public String description() {
    return "a folder with four IDX files of MNIST's names, each with or without .gz";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of();
  }

  @Override
  public boolean recognises(Path path) {
    return Files.isDirectory(path)
        && Arrays.stream(IdxPart.values()).anyMatch(part -> part.find(path).isPresent());
  }

  @Override
  public Dataset read(Path path, Arguments arguments) {
    IdxFolder.Parts parts = IdxFolder.read(path);
    return OwnData.at(path)
        .checksums(parts.checksums())
        .train(parts.train())
        .test(Optional.of(parts.test()))
        .build(arguments);
  }
}
