package org.menagerie.data.digits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.KnownFile;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.idx.IdxFolder;
import org.menagerie.data.idx.IdxPart;
import org.menagerie.data.io.FileReplacement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the drawn digits as IDX files, which are not packed: unpacking them would be most of what a
 * short run reads. It is only a cache: files that are missing, damaged or foreign are drawn again,
 * and a folder that cannot be written only costs a second.
 */
public final class DigitsCache {
  private static final Logger log = LoggerFactory.getLogger(DigitsCache.class);

  private final Path folder;
  private final Supplier<Dataset> source;

  /**
   * @param dataDirectory where data sets are kept; need not exist
   */
  public DigitsCache(Path dataDirectory) {
    this(dataDirectory, Digits::draw);
  }

  DigitsCache(Path dataDirectory, Supplier<Dataset> source) {
    this.folder = dataDirectory.resolve(Digits.VERSION);
    this.source = source;
  }

  /** The data set, read if it was kept, else drawn and kept. */
  public Dataset load() {
    return read().orElseGet(this::drawAndKeep);
  }

  /** The files that are kept, whether or not they are there yet. */
  public List<KnownFile> files() {
    return Digits.CHECKSUMS.entrySet().stream()
        .sorted(Map.Entry.comparingByKey())
        .map(entry -> new KnownFile(path(entry.getKey()), entry.getValue()))
        .toList();
  }

  private Optional<Dataset> read() {
    if (!files().stream().map(KnownFile::path).allMatch(Files::exists)) {
      return Optional.empty();
    }
    try {
      return Optional.of(IdxFolder.load(folder, Digits.NAME)).filter(this::isGenuine);
    } catch (MenagerieException e) {
      log.info("The digits are drawn again: {}", e.getMessage());
      return Optional.empty();
    }
  }

  private boolean isGenuine(Dataset dataset) {
    return Digits.CHECKSUMS.entrySet().stream()
        .allMatch(
            known -> known.getValue().equals(dataset.checksums().get(known.getKey().fileName())));
  }

  private Dataset drawAndKeep() {
    Dataset dataset = source.get();
    try {
      for (Map.Entry<IdxPart, byte[]> file : Digits.encode(dataset).entrySet()) {
        FileReplacement.write(path(file.getKey()), out -> out.write(file.getValue()));
        // Kept by earlier versions.
        Files.deleteIfExists(folder.resolve(file.getKey().packedName()));
      }
    } catch (IOException e) {
      log.info("The digits are not kept for the next time: {}", e.toString());
    }
    return dataset;
  }

  private Path path(IdxPart part) {
    return folder.resolve(part.fileName());
  }
}
