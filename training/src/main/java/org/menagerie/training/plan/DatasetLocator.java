package org.menagerie.training.plan;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.Download.RemoteFile;
import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.data.own.Fingerprint;
import org.menagerie.data.own.Moments;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.DataFiles;

/** Finds data sets: by a provider's name, or by the path of files that a format reads. */
public final class DatasetLocator {
  private static final String PREFERRED = "mnist";

  /** The data set that needs no files. */
  public static final String ALWAYS_THERE = "digits";

  private final Catalog catalog;
  private final Path dataDirectory;
  private final DatasetFiles files;

  /** What was asked for before: to know it, all images may have to be read. */
  private final Map<DatasetReference, ImageFormat> formats = new ConcurrentHashMap<>();

  private final Map<Trained, Normalization> normalizations = new ConcurrentHashMap<>();

  /** Files of data that are known by name. */
  private final Set<DatasetReference> known = ConcurrentHashMap.newKeySet();

  private final Map<DatasetReference, List<String>> notes = new ConcurrentHashMap<>();
  private final Map<String, DatasetReference> identified = new ConcurrentHashMap<>();

  /** The training images of a data set, without those that are held out for validation. */
  private record Trained(DatasetReference dataset, OptionalDouble validation, long seed) {
    static Trained of(DatasetReference dataset, Recipe recipe) {
      return new Trained(dataset, recipe.validation(), recipe.validationSeed());
    }
  }

  public DatasetLocator(Catalog catalog, Path dataDirectory) {
    this.catalog = catalog;
    this.dataDirectory = dataDirectory;
    this.files = new DatasetFiles(catalog);
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
   * What a specification says of a data set. Files are read for it, once: what is in them, and not
   * where they lie, determines a run.
   *
   * @param nameOrPath a provider's name, a path, or a format with a path and other arguments
   * @throws MenagerieException if there is no such data set, or it is damaged
   */
  public DatasetReference identify(String nameOrPath) {
    if (nameOrPath.isBlank()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--dataset names nothing: leave it out, or name a data set, a folder or a file.");
    }
    if (!catalog.datasets().names().contains(nameOrPath)) {
      return identified.computeIfAbsent(nameOrPath, this::readAll);
    }
    DatasetProvider provider = catalog.datasets().get(nameOrPath);
    if (provider.download().isPresent() && !provider.isPresent(dataDirectory)) {
      throw new MenagerieException(
          ErrorCode.DATA_MISSING,
          "The data set %s is not in %s: download it with \"runner data fetch %s\", or name its folder with --dataset."
              .formatted(nameOrPath, dataDirectory, nameOrPath));
    }
    return DatasetReference.named(nameOrPath);
  }

  private DatasetReference readAll(String text) {
    DatasetFiles.Place place = files.find(text);
    Dataset dataset = catalog.read(place.format(), place.path());
    Optional<String> knownAs = knownAs(dataset);
    DatasetReference reference =
        new DatasetReference(
            knownAs.orElse(dataset.name()),
            Optional.of(
                new DataFiles(place.format(), place.path().toString(), Fingerprint.of(dataset))));
    knownAs.ifPresent(name -> known.add(reference));
    formats.put(reference, dataset.format());
    normalizations.put(
        new Trained(reference, OptionalDouble.empty(), 0),
        Moments.of(dataset.train()).normalization());
    notes.put(reference, dataset.notes());
    return reference;
  }

  /** The name of the provider whose very files these are, so that figures on them are known. */
  private Optional<String> knownAs(Dataset dataset) {
    Set<String> found = Set.copyOf(dataset.checksums().values());
    return catalog.datasets().all().stream()
        .filter(
            provider ->
                provider.download().map(d -> checksums(d.files())).stream().anyMatch(found::equals))
        .map(DatasetProvider::name)
        .findFirst();
  }

  private static Set<String> checksums(List<RemoteFile> files) {
    return files.stream().map(file -> file.checksum().hex()).collect(Collectors.toSet());
  }

  /** Shape and classes of a data set's images. */
  ImageFormat format(DatasetReference reference) {
    return formats.computeIfAbsent(
        reference,
        asked ->
            isProvided(asked)
                ? catalog.datasets().get(asked.name()).format(dataDirectory)
                : load(asked).format());
  }

  /**
   * What normalizes the images that a recipe trains on to mean 0 and deviation 1, channel by
   * channel.
   *
   * @throws MenagerieException if the recipe holds out images that there are not
   */
  Normalization normalization(DatasetReference reference, Recipe recipe) {
    return normalizations.computeIfAbsent(
        Trained.of(reference, recipe),
        asked ->
            Moments.of(TrainingImages.of(load(reference), recipe).dataset().train())
                .normalization());
  }

  /**
   * How the images are to be normalized where the request does not say it; empty if the recipe
   * does, which is written for MNIST.
   */
  Optional<Normalization> usualNormalization(DatasetReference reference) {
    return isProvided(reference) || known.contains(reference)
        ? catalog.datasets().get(reference.name()).normalization()
        : reference.files().map(own -> Normalization.OF_DATA);
  }

  /** What was decided when files were read, one sentence each. */
  public List<String> notes(DatasetReference reference) {
    return notes.getOrDefault(reference, List.of());
  }

  /** The name that reports call a data set by. */
  String name(DatasetReference reference) {
    return isProvided(reference)
        ? reference.name()
        : String.valueOf(Path.of(reference.name()).getFileName());
  }

  private boolean isProvided(DatasetReference reference) {
    return reference.files().isEmpty() && catalog.datasets().names().contains(reference.name());
  }

  /**
   * Reads a data set.
   *
   * @throws MenagerieException if it is missing or damaged, or its files are not what they were
   */
  public Dataset load(DatasetReference reference) {
    if (isProvided(reference)) {
      return catalog.datasets().get(reference.name()).load(dataDirectory);
    }
    if (reference.files().isEmpty()) {
      // Of an earlier version, which kept the path as the name.
      return load(identify(reference.name()));
    }
    DataFiles stored = reference.files().get();
    Path path = DatasetFiles.known(stored.path());
    Dataset dataset = catalog.read(stored.format(), path);
    String found = Fingerprint.of(dataset);
    if (!found.equals(stored.sha256())) {
      throw new MenagerieException(
          ErrorCode.DATA_CORRUPT,
          "The images in %s are not those of this run: expected SHA-256 %s, found %s; bring them back, or start another run on those that are there now."
              .formatted(path, stored.sha256(), found));
    }
    return new Dataset(
        reference.name(),
        dataset.classes(),
        dataset.train(),
        dataset.test(),
        dataset.checksums(),
        dataset.classNames(),
        dataset.notes());
  }
}
