package org.menagerie.training.plan;

import java.lang.ref.SoftReference;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.Download.RemoteFile;
import org.menagerie.api.data.ImageFormat;
import org.menagerie.api.data.Workspace;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Validation;
import org.menagerie.data.own.Fingerprint;
import org.menagerie.data.own.Moments;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.DataFiles;
import org.menagerie.training.run.RunSpec;

/** Finds data sets: by a provider's name, or by the path of files that a format reads. */
public final class DatasetLocator {
  private static final String PREFERRED = "mnist";
  private static final String CACHE = "cache";

  /** The data set that needs no files. */
  public static final String ALWAYS_THERE = "digits";

  private final Catalog catalog;
  private final Path dataDirectory;
  private final DatasetFiles files;
  private final Workspace workspace;

  /** What was asked for before: to know it, all images may have to be read. */
  private final Map<DatasetReference, ImageFormat> formats = new ConcurrentHashMap<>();

  private final Map<Trained, Normalization> normalizations = new ConcurrentHashMap<>();

  /** Files of data that are known by name. */
  private final Set<DatasetReference> known = ConcurrentHashMap.newKeySet();

  private final Map<DatasetReference, List<String>> notes = new ConcurrentHashMap<>();
  private final Map<String, DatasetReference> identified = new ConcurrentHashMap<>();

  /** Images that data sets bring for validation, as far as it is known. */
  private final Map<DatasetReference, Optional<Provided>> provided = new ConcurrentHashMap<>();

  private @Nullable DatasetReference lastReference;
  private @Nullable SoftReference<Dataset> last;

  /** Images that a data set brings for validation. */
  private record Provided(int images, String sha256) {
    static Optional<Provided> of(Dataset dataset) {
      return dataset
          .validation()
          .map(images -> new Provided(images.size(), Fingerprint.of(images)));
    }
  }

  /** The training images of a data set, without those that are held out for validation. */
  private record Trained(DatasetReference dataset, Optional<Validation> validation, long seed) {
    static Trained of(DatasetReference dataset, Recipe recipe) {
      return new Trained(dataset, recipe.validatedOn(), recipe.validationSeed());
    }
  }

  /** A locator that says nothing of what takes long. */
  public DatasetLocator(Catalog catalog, Path dataDirectory) {
    this(catalog, dataDirectory, sentence -> {});
  }

  /**
   * A locator for people.
   *
   * @param listener is told what takes long, or takes room on the disk, before it is done
   */
  public DatasetLocator(Catalog catalog, Path dataDirectory, Consumer<String> listener) {
    this.catalog = catalog;
    this.dataDirectory = dataDirectory;
    this.files = new DatasetFiles(catalog);
    this.workspace =
        new Workspace() {
          @Override
          public Path cache() {
            return dataDirectory.resolve(CACHE);
          }

          @Override
          public void tell(String sentence) {
            listener.accept(sentence);
          }
        };
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
    Dataset dataset = catalog.read(place.format(), place.path(), workspace);
    Optional<String> knownAs = knownAs(dataset);
    DatasetReference reference =
        new DatasetReference(
            knownAs.orElse(dataset.name()),
            Optional.of(
                new DataFiles(place.format(), place.path().toString(), Fingerprint.of(dataset))));
    knownAs.ifPresent(name -> known.add(reference));
    formats.put(reference, dataset.format());
    normalizations.put(
        new Trained(reference, Optional.empty(), 0), Moments.of(dataset.train()).normalization());
    notes.put(reference, dataset.notes());
    provided.put(reference, Provided.of(dataset));
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
        asked -> {
          Dataset dataset = loadedBefore(reference);
          provided.put(reference, Provided.of(dataset));
          return Moments.of(TrainingImages.of(dataset, recipe).dataset().train()).normalization();
        });
  }

  /** The folds of a data set are asked for one after the other, and to read it may take long. */
  private synchronized Dataset loadedBefore(DatasetReference reference) {
    Dataset known = last != null && reference.equals(lastReference) ? last.get() : null;
    if (known != null) {
      return known;
    }
    Dataset dataset = load(reference);
    lastReference = reference;
    last = new SoftReference<>(dataset);
    return dataset;
  }

  /**
   * The files of a data set for a run by a recipe: they are known by the images that it uses.
   *
   * @throws MenagerieException if the data set has to be read for it, and is damaged
   */
  Optional<DataFiles> files(DatasetReference reference, Recipe recipe) {
    return asksForProvided(recipe)
        ? reference.files().map(own -> own.withValidation(provided(reference).sha256()))
        : reference.files();
  }

  private static boolean asksForProvided(Recipe recipe) {
    return recipe.validatedOn().filter(Validation.Provided.class::isInstance).isPresent();
  }

  private Provided provided(DatasetReference reference) {
    return provided.computeIfAbsent(reference, asked -> Provided.of(load(asked))).orElseThrow();
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

  /**
   * What people should know of a run's data, one sentence each: what was decided when files were
   * read, and what else they could choose by.
   */
  public List<String> notes(RunSpec spec) {
    DatasetReference reference = DatasetReference.of(spec);
    List<String> all = new ArrayList<>(notes.getOrDefault(reference, List.of()));
    provided.getOrDefault(reference, Optional.empty()).stream()
        .filter(images -> !asksForProvided(spec.recipe()))
        .map(
            images ->
                String.format(
                    Locale.ROOT,
                    "It brings %,d images for validation: to choose by them, add --set validation=provided.",
                    images.images()))
        .forEach(all::add);
    return all;
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
    Dataset dataset = catalog.read(stored.format(), path, workspace);
    String found = Fingerprint.of(dataset);
    if (!found.equals(stored.sha256())) {
      throw foreign(path.toString(), "images", stored.sha256(), found);
    }
    return dataset.named(reference.name());
  }

  /**
   * Reads the data set of a run.
   *
   * @throws MenagerieException if it is missing or damaged, or its files are not what they were
   */
  public Dataset load(RunSpec spec) {
    Dataset dataset = load(DatasetReference.of(spec));
    spec.data()
        .ifPresent(
            files ->
                files
                    .validationSha256()
                    .ifPresent(sha256 -> requireValidation(dataset, files.path(), sha256)));
    return dataset;
  }

  private static void requireValidation(Dataset dataset, String path, String sha256) {
    String found = Provided.of(dataset).map(Provided::sha256).orElse("none");
    if (!found.equals(sha256)) {
      throw foreign(path, "validation images", sha256, found);
    }
  }

  private static MenagerieException foreign(
      String path, String what, String expected, String found) {
    return new MenagerieException(
        ErrorCode.DATA_CORRUPT,
        "The %s in %s are not those of this run: expected SHA-256 %s, found %s; bring them back, or start another run on those that are there now."
            .formatted(what, path, expected, found));
  }
}
