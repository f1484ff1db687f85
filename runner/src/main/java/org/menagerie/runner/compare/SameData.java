package org.menagerie.runner.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.report.AvailableData;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;

/** Sees to it that what was trained elsewhere was trained on the data that are here. */
final class SameData {
  private final AvailableData data;
  private final Map<String, Optional<Map<String, String>>> present = new ConcurrentHashMap<>();

  SameData(Catalog catalog, Path dataDirectory) {
    this.data = new AvailableData(catalog, dataDirectory);
  }

  /** Passes on the runs whose data are the same; another's folder gets another name. */
  BiConsumer<RunFolder, RunResult> before(BiConsumer<RunFolder, RunResult> next) {
    return (folder, result) -> {
      require(folder, result);
      next.accept(folder, result);
    };
  }

  private void require(RunFolder folder, RunResult result) {
    Optional<Map<String, String>> here =
        present.computeIfAbsent(
            result.spec().dataset(), name -> data.find(result).map(Dataset::checksums));
    if (here.isEmpty() || here.get().equals(result.provenance().datasetChecksums())) {
      return;
    }
    Path kept = folder.path().resolveSibling(folder.path().getFileName() + ".other-data");
    try {
      Files.move(folder.path(), kept);
    } catch (IOException e) {
      throw OutputFiles.cannotWrite(kept, e);
    }
    throw new MenagerieException(
        ErrorCode.DATA_CORRUPT,
        "It was trained on other data of %s than are here (%s) and does not count; its folder is %s now."
            .formatted(
                result.spec().dataset(),
                result.provenance().engine().getOrDefault("place", "elsewhere"),
                kept));
  }
}
