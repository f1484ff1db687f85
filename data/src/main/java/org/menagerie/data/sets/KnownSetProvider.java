package org.menagerie.data.sets;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.menagerie.api.data.Checksum;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.Download;
import org.menagerie.api.data.Download.RemoteFile;
import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.data.KnownFile;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.data.fetch.FileCheck;

/**
 * Reads a known data set. Only the genuine files are that set: others are refused, since their
 * figures would stand under its name. They can be used under their own, by naming their folder.
 */
final class KnownSetProvider implements DatasetProvider {
  private final KnownSet set;

  KnownSetProvider(KnownSet set) {
    this.set = set;
  }

  @Override
  public String name() {
    return set.name();
  }

  @Override
  public String description() {
    return set.about();
  }

  @Override
  public boolean isPresent(Path dataDirectory) {
    return missing(folder(dataDirectory)).isEmpty();
  }

  @Override
  public Dataset load(Path dataDirectory) {
    Path folder = folder(dataDirectory);
    List<String> missing = missing(folder);
    if (!missing.isEmpty()) {
      throw new MenagerieException(
          ErrorCode.DATA_MISSING,
          "The data set %s needs %s in %s: download it with \"runner data fetch %s\", or name its folder with --dataset."
              .formatted(name(), String.join(", ", missing), folder, name()));
    }
    requireGenuineFiles(folder);
    Dataset read = set.reader().read(folder);
    requireGenuineContents(folder, read.checksums());
    return Dataset.builder(name(), set.format().classes(), read.train(), read.test())
        .checksums(read.checksums())
        .classNames(set.classNames().isEmpty() ? read.classNames() : set.classNames())
        .notes(read.notes())
        .validation(read.validation())
        .build();
  }

  @Override
  public ImageFormat format(Path dataDirectory) {
    return set.format();
  }

  @Override
  public Optional<Normalization> normalization() {
    return set.normalization();
  }

  @Override
  public Optional<Download> download() {
    return Optional.of(set.download());
  }

  @Override
  public List<KnownFile> knownFiles(Path dataDirectory) {
    Path folder = folder(dataDirectory);
    return files().stream().map(file -> known(folder, file)).toList();
  }

  private List<RemoteFile> files() {
    return set.download().files();
  }

  /** The first folder that has all files, else the one that they are downloaded to. */
  private Path folder(Path dataDirectory) {
    return set.folders()
        .map(dataDirectory::resolve)
        .filter(folder -> missing(folder).isEmpty())
        .findFirst()
        .orElse(dataDirectory.resolve(set.download().folder()));
  }

  private List<String> missing(Path folder) {
    return files().stream()
        .map(RemoteFile::name)
        .filter(name -> set.reader().find(folder, name).isEmpty())
        .toList();
  }

  private KnownFile known(Path folder, RemoteFile file) {
    Path path = set.reader().find(folder, file.name()).orElse(folder.resolve(file.name()));
    return new KnownFile(path, file.checksum());
  }

  private void requireGenuineFiles(Path folder) {
    files().stream()
        .filter(file -> !file.checksum().isOfContents())
        .map(file -> known(folder, file))
        .map(FileCheck::of)
        .filter(check -> !check.isRight())
        .findFirst()
        .ifPresent(
            check -> {
              throw foreign(folder, check.path(), check.expected(), check.found());
            });
  }

  /** What is read is hashed anyway. */
  private void requireGenuineContents(Path folder, SortedMap<String, String> found) {
    for (RemoteFile file : files()) {
      Checksum expected = file.checksum();
      String hex = found.getOrDefault(file.name().replaceFirst("\\.gz$", ""), "none");
      if (expected.isOfContents() && !expected.hex().equals(hex)) {
        throw foreign(folder, known(folder, file).path(), expected.hex(), hex);
      }
    }
  }

  private MenagerieException foreign(Path folder, Path file, String expected, String found) {
    return new MenagerieException(
        ErrorCode.DATA_CORRUPT,
        "%s is not the file of the data set %s: expected the checksum %s, found %s; move it away and run \"runner data fetch %s\", or, if this is another data set, name its folder: --dataset %s."
            .formatted(file, name(), expected, found, name(), folder));
  }
}
