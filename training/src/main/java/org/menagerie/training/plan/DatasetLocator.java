package org.menagerie.training.plan;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.idx.IdxFolder;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.text.DidYouMean;

/** Finds data sets: by a provider's name, or as a folder of IDX files. */
public final class DatasetLocator {
  private static final String PREFERRED = "mnist";

  /** The data set that needs no files. */
  public static final String ALWAYS_THERE = "digits";

  private final Catalog catalog;
  private final Path dataDirectory;

  /** What was asked for before: a provider may have to load all of its images to tell. */
  private final Map<String, ImageFormat> formats = new ConcurrentHashMap<>();

  public DatasetLocator(Catalog catalog, Path dataDirectory) {
    this.catalog = catalog;
    this.dataDirectory = dataDirectory;
  }

  /**
   * The data set of a run that names none: MNIST where it is available, otherwise the embedded
   * digits.
   */
  public String defaultName() {
    boolean present =
        catalog.datasets().names().contains(PREFERRED)
            && catalog.datasets().get(PREFERRED).isPresent(dataDirectory);
    return present ? PREFERRED : ALWAYS_THERE;
  }

  /**
   * The name by which a spec keeps a data set: a provider's name, or a folder's absolute path.
   *
   * @throws MenagerieException if there is neither such a provider nor such a folder, or it lacks
   *     its files
   */
  public String identify(String nameOrFolder) {
    if (nameOrFolder.isBlank()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--dataset names nothing: leave it out, or name a data set or a folder.");
    }
    if (catalog.datasets().names().contains(nameOrFolder)) {
      DatasetProvider provider = catalog.datasets().get(nameOrFolder);
      if (provider.download().isPresent() && !provider.isPresent(dataDirectory)) {
        throw new MenagerieException(
            ErrorCode.DATA_MISSING,
            "The data set %s is not in %s: download it with \"runner data fetch %s\", or name its folder with --dataset."
                .formatted(nameOrFolder, dataDirectory, nameOrFolder));
      }
      return nameOrFolder;
    }
    Path folder = folder(nameOrFolder).orElseThrow(() -> unknown(nameOrFolder));
    IdxFolder.requireFiles(folder);
    return folder.toAbsolutePath().normalize().toString();
  }

  /** Shape and classes of a data set's images, by the name that {@link #identify} gave. */
  ImageFormat format(String identity) {
    return formats.computeIfAbsent(
        identity,
        known ->
            catalog.datasets().names().contains(known)
                ? catalog.datasets().get(known).format(dataDirectory)
                : IdxFolder.format(Path.of(known)));
  }

  /** The name that reports call a data set by. */
  String name(String identity) {
    return catalog.datasets().names().contains(identity)
        ? identity
        : String.valueOf(Path.of(identity).getFileName());
  }

  /**
   * Reads a data set by the name that {@link #identify} gave.
   *
   * @throws MenagerieException if it is missing or damaged
   */
  public Dataset load(String identity) {
    if (catalog.datasets().names().contains(identity)) {
      return catalog.datasets().get(identity).load(dataDirectory);
    }
    return IdxFolder.load(Path.of(identity), name(identity));
  }

  private static Optional<Path> folder(String text) {
    try {
      return Optional.of(Path.of(text)).filter(Files::exists);
    } catch (InvalidPathException e) {
      return Optional.empty();
    }
  }

  private MenagerieException unknown(String nameOrFolder) {
    return new MenagerieException(
        ErrorCode.DATA_MISSING,
        "There is no data set or folder \"%s\".%s Data sets are %s; a folder must hold the four IDX files of MNIST's layout."
            .formatted(
                nameOrFolder,
                DidYouMean.hint(nameOrFolder, catalog.datasets().names()),
                String.join(", ", catalog.datasets().names())));
  }
}
