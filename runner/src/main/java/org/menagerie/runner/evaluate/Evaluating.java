package org.menagerie.runner.evaluate;

import com.google.inject.Inject;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.metric.Metric;
import org.menagerie.api.metric.MetricFactory;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.recipe.Component;
import org.menagerie.execution.worker.WorkerPool;
import org.menagerie.plugins.PluginSources;
import org.menagerie.runner.evaluate.EvaluationView.Row;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.terminal.JsonText;
import org.menagerie.runner.terminal.TemporaryFolder;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.runner.trained.TrainedRun;
import org.menagerie.runner.trained.TrainedRuns;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.checkpoint.StoredWeights.Use;
import org.menagerie.training.evaluation.Answers;
import org.menagerie.training.evaluation.EvaluationFolder;
import org.menagerie.training.evaluation.EvaluationPlan;
import org.menagerie.training.evaluation.Part;
import org.menagerie.training.evaluation.RenewalFolder;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.DatasetReference;
import org.menagerie.training.plan.EngineCheck;
import org.menagerie.training.run.DataFiles;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Signature;

/** Evaluations from the runs' folders to what is printed. */
final class Evaluating {
  private final Catalog catalog;
  private final TrainedRuns runs;
  private final PluginSources plugins;
  private final Locations locations;
  private final Terminal terminal;

  @Inject
  Evaluating(
      Catalog catalog,
      TrainedRuns runs,
      PluginSources plugins,
      Locations locations,
      Terminal terminal) {
    this.catalog = catalog;
    this.runs = runs;
    this.plugins = plugins;
    this.locations = locations;
    this.terminal = terminal;
  }

  /**
   * Evaluates networks.
   *
   * @param best whether to take the best epochs, not the last ones
   * @param dataset as {@link DatasetLocator#identify} takes it; if empty, that of each run
   * @param engine its name; if empty, that of each run
   * @param metrics as people write them; all if there are none
   * @throws MenagerieException if a run has no weights, or data, engine or metrics do not go with
   *     it
   */
  EvaluationView of(
      Choices choices,
      boolean best,
      Optional<String> dataset,
      Optional<String> engine,
      List<String> metrics,
      DataDirectoryOption dataDirectory) {
    FiguresOf figures = new FiguresOf(metrics(metrics));
    Path data = dataDirectory.existing(locations.dataDirectory());
    boolean asTested =
        dataset.isEmpty()
            && engine.isEmpty()
            && !best
            && choices.part() == Part.TEST
            && !choices.averagesWeights();
    DatasetLocator datasets = new DatasetLocator(catalog, data, terminal::tell);
    Optional<DatasetReference> asked = dataset.map(datasets::identify);
    List<Subject> subjects = new ArrayList<>();
    for (Path run : choices.runs()) {
      Optional<Subject> stored = asTested ? StoredAnswers.find(run) : Optional.empty();
      subjects.add(
          stored.orElseGet(
              () -> {
                TrainedRun trained = runs.read(run, best, data, Use.EVALUATE);
                if (choices.part() == Part.VALIDATION) {
                  requireHeldOut(run, trained.spec(), asked);
                }
                return Subject.of(run, evaluated(trained.spec(), asked, engine), trained.network());
              }));
    }
    if (choices.ensemble().isPresent()) {
      requireSameImages(subjects, choices.part());
    }
    subjects.forEach(this::requireRunnable);
    return view(choices, figures, subjects, answers(choices, subjects, best, data));
  }

  /** All that come with the program or in jars, or those that are asked for. */
  private List<Metric> metrics(List<String> asked) {
    List<Component> components =
        asked.isEmpty()
            ? catalog.of(MetricFactory.class).names().stream().map(Component::of).toList()
            : asked.stream().map(Component::parse).toList();
    return components.stream().map(catalog::metric).toList();
  }

  /** The specification of a run with other data, and another engine. */
  private static RunSpec evaluated(
      RunSpec spec, Optional<DatasetReference> dataset, Optional<String> engine) {
    DatasetReference reference = dataset.orElseGet(() -> DatasetReference.of(spec));
    Optional<String> ofValidation = spec.data().flatMap(DataFiles::validationSha256);
    return spec.toBuilder()
        .engine(engine.orElse(spec.engine()))
        .dataset(reference.name())
        .data(reference.files().map(files -> ofValidation.map(files::withValidation).orElse(files)))
        .build();
  }

  /** Refuses a run without images for validation, and data that it did not hold them out of. */
  private static void requireHeldOut(Path run, RunSpec spec, Optional<DatasetReference> asked) {
    if (spec.recipe().validatedOn().isEmpty()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s held out no images for validation: leave --part out, or train with --set validation=0.1."
              .formatted(run));
    }
    if (asked
        .filter(other -> !images(other).equals(images(DatasetReference.of(spec))))
        .isPresent()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--part validation shows the images that %s held out, and --dataset names other data: leave either out."
              .formatted(run));
    }
  }

  private static void requireSameImages(List<Subject> subjects, Part part) {
    if (distinct(subjects, spec -> images(DatasetReference.of(spec))) > 1) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The runs have different data, and --ensemble needs images that all are shown: name some with --dataset.");
    }
    if (part == Part.VALIDATION
        && distinct(
                subjects,
                spec -> List.of(spec.recipe().validatedOn(), spec.recipe().validationSeed()))
            > 1) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The runs held out different images for validation, and --ensemble needs images that all are shown: leave --part out.");
    }
  }

  private static long distinct(List<Subject> subjects, Function<RunSpec, Object> property) {
    return subjects.stream().map(subject -> property.apply(subject.spec())).distinct().count();
  }

  /** What the images of a data set are known by, wherever they lie. */
  private static String images(DatasetReference reference) {
    return reference.files().map(DataFiles::sha256).orElse(reference.name());
  }

  private void requireRunnable(Subject subject) {
    RunSpec spec = subject.spec();
    subject
        .network()
        .ifPresent(
            network ->
                new EngineCheck(catalog.engines().all())
                    .requireRunnable(
                        catalog.engines().get(spec.engine()),
                        new ModelId(spec.zoo(), spec.model()),
                        network.network()));
  }

  /** Those of each network, and of the mean of their weights if that is asked for. */
  private List<Answers> answers(Choices choices, List<Subject> subjects, boolean best, Path data) {
    Optional<WeightMean> mean =
        choices.averagesWeights() ? Optional.of(WeightMean.of(subjects)) : Optional.empty();
    try (TemporaryFolder temporary = TemporaryFolder.make();
        WorkerPool workers = new WorkerPool(data, plugins)) {
      List<Answers> answers = new ArrayList<>();
      for (Subject subject : subjects) {
        Path folder = temporary.path().resolve(Integer.toString(answers.size()));
        answers.add(
            subject
                .stored()
                .orElseGet(
                    () ->
                        computed(
                            subject,
                            choices.part(),
                            checkpoint(subject.run(), best),
                            folder,
                            workers)));
      }
      mean.ifPresent(
          each ->
              answers.add(
                  ofMean(each, subjects.get(0), choices.part(), temporary.path(), workers)));
      return answers;
    }
  }

  private static Path checkpoint(Path run, boolean best) {
    RunFolder folder = new RunFolder(run);
    return best ? folder.bestCheckpoint() : folder.lastCheckpoint();
  }

  private Answers ofMean(
      WeightMean mean, Subject first, Part part, Path temporary, WorkerPool workers) {
    RunSpec spec = mean.statistics().map(run -> new RunFolder(run).readSpec()).orElse(first.spec());
    RunFolder folder = RunFolder.forRun(temporary.resolve("mean"), spec);
    folder.writeSpec(spec);
    RenewalFolder renewal = new RenewalFolder(folder.path());
    renewal.write(mean.weights());
    Path asked = temporary.resolve("of-mean");
    if (mean.statistics().isEmpty()) {
      return computed(first, part, renewal.weightsFile(), asked, workers);
    }
    Path renewed = workers.renew(spec, catalog.engines().get(spec.engine()), folder);
    return computed(first, part, renewed, asked, workers)
        .with(
            "The batch norms of the mean have the statistics of an epoch of the training images of %s, as its training augments them."
                .formatted(mean.statistics().get()));
  }

  private Answers computed(
      Subject subject, Part part, Path checkpoint, Path temporary, WorkerPool workers) {
    RunFolder folder = RunFolder.forRun(temporary, subject.spec());
    folder.writeSpec(subject.spec());
    new EvaluationFolder(folder.path())
        .writePlan(
            new EvaluationPlan(
                checkpoint.toAbsolutePath().toString(),
                new Signature(
                    subject.network().orElseThrow().input().dimensions(), subject.classes()),
                part));
    return workers.evaluate(subject.spec(), catalog.engines().get(subject.spec().engine()), folder);
  }

  private static EvaluationView view(
      Choices choices, FiguresOf figures, List<Subject> subjects, List<Answers> answers) {
    List<Row> rows = new ArrayList<>();
    Set<String> notes = new LinkedHashSet<>();
    for (int i = 0; i < subjects.size(); i++) {
      Subject subject = subjects.get(i);
      rows.add(
          new Row(
              subject.spec().modelId(),
              subject.name(),
              subject.spec().engine(),
              subject.spec().dataset(),
              Judged.of(answers.get(i)).figures(figures, subject.classes())));
    }
    answers.forEach(each -> notes.addAll(each.notes()));
    return new EvaluationView(
        EvaluationText.word(choices.part()),
        rows,
        choices
            .ensemble()
            .map(how -> AgainstBest.of(how, figures, answers, rows, subjects.get(0).classes())),
        List.copyOf(notes));
  }

  /** Prints figures. */
  void show(EvaluationView view, boolean json, boolean csv) {
    if (json) {
      terminal.out().print(JsonText.of(view));
      return;
    }
    terminal
        .out()
        .print(csv ? EvaluationText.csv(view) : EvaluationText.of(view, terminal.width()));
    // Whoever reads CSV from a pipe reads nothing else there.
    PrintStream notes = csv ? terminal.err() : terminal.progress();
    view.notes().forEach(note -> notes.println(terminal.fitted(note)));
  }
}
