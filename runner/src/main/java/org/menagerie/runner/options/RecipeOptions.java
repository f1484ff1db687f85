package org.menagerie.runner.options;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.ModelId;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.plan.TeacherRequest;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Options for what to train with: data, recipe and what the command line changes of it. */
public final class RecipeOptions {
  /** The engine where none is named: the fastest on small networks, on any machine. */
  public static final String DEFAULT_ENGINE = "vector";

  @Option(
      names = "--dataset",
      paramLabel = "NAME|PATH",
      description = {
        "mnist, digits, another data set's name, or a file or folder of your own: images in a",
        "folder for each class, and more; see \"runner list data-formats\". A format takes",
        "arguments: 'images(path=flowers, size=64)' (default: mnist if it is in the data",
        "directory, else the embedded digits)."
      })
  private @Nullable String dataset;

  @Option(
      names = "--recipe",
      paramLabel = "RECIPE",
      defaultValue = "",
      description = "One of the model's recipes (default: its first); see \"runner describe\".")
  private String recipe = "";

  @Option(
      names = "--init",
      paramLabel = "RUN|FILE",
      description = {
        "Start from the weights of a run, or of a safetensors or ONNX file, as far as names and",
        "shapes fit (default: all weights are drawn)."
      })
  private @Nullable Path init;

  @Option(
      names = "--teacher",
      paramLabel = "RUN|FILE",
      description = {
        "Learn from the answers of a trained network as well, with a loss that does, such as",
        "--set loss=distillation: a run, or a safetensors file."
      })
  private @Nullable Path teacher;

  @Option(
      names = "--teacher-model",
      paramLabel = "ZOO/MODEL",
      description = {
        "The model of the teacher's weights (default: the run's, or the one that is trained)."
      })
  private @Nullable String teacherModel;

  @Mixin private SettingOptions settings = new SettingOptions();
  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  public RunRequest request(ModelDefinition model, String engine, long seed, int threads) {
    return request(model, engine, seed, threads, settings.overrides());
  }

  /** One for each point of the grid that settings with several numbers make. */
  public List<RunRequest> requests(ModelDefinition model, String engine, long seed, int threads) {
    return settings.grid().stream()
        .map(point -> request(model, engine, seed, threads, point))
        .toList();
  }

  private RunRequest request(
      ModelDefinition model, String engine, long seed, int threads, Map<String, String> overrides) {
    return new RunRequest(
        model.zoo(),
        model.name(),
        engine,
        Optional.ofNullable(dataset),
        recipe,
        overrides,
        Optional.ofNullable(init),
        teacher(),
        seed,
        threads);
  }

  private Optional<TeacherRequest> teacher() {
    if (teacher == null && teacherModel != null) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--teacher-model says what model the weights of a teacher are of: name those with --teacher RUN|FILE.");
    }
    Optional<ModelId> model = Optional.ofNullable(teacherModel).map(ModelId::parse);
    return Optional.ofNullable(teacher).map(path -> new TeacherRequest(path, model));
  }

  /** The key of a recipe that an option of its own sets, such as {@code batch-size}. */
  public static Optional<String> settingOf(String option) {
    return SettingOptions.settingOf(option);
  }

  public boolean namesDataset() {
    return dataset != null;
  }

  /**
   * What to know before that data set is used: that it is not what a directory was named for.
   *
   * @param used the data set of the runs
   */
  public Optional<String> caution(String used, Path directory) {
    return dataset == null && dataDirectory.isNamed() && used.equals(DatasetLocator.ALWAYS_THERE)
        ? Optional.of(
            "MNIST is not in %s, so the built-in digits are used; name a data set or its folder with --dataset."
                .formatted(directory))
        : Optional.empty();
  }

  /**
   * The directory of data sets.
   *
   * @throws org.menagerie.api.error.MenagerieException if a directory was named that does not exist
   */
  public Path dataDirectory(Path standard) {
    return dataDirectory.existing(standard);
  }
}
