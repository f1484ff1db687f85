package org.menagerie.data.sets;

import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.menagerie.api.data.Dataset;
import org.menagerie.data.idx.IdxFolder;
import org.menagerie.data.idx.IdxPart;

/** The four files of MNIST's names, packed or not, of which the contents are known. */
final class MnistFiles implements SetReader {

  @Override
  public Optional<Path> find(Path folder, String file) {
    return Stream.of(IdxPart.values())
        .filter(part -> part.packedName().equals(file))
        .findFirst()
        .flatMap(part -> part.find(folder));
  }

  @Override
  public Dataset read(Path folder) {
    return IdxFolder.load(folder, "of MNIST's family");
  }
}
