package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.api.recipe.OptimizerFactory;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.TrainingPlan;
import org.menagerie.api.recipe.WeightAverage;
import org.menagerie.api.recipe.WeightAverageFactory;
import org.menagerie.data.io.Sha256;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.crash.LinearEngine;
import org.menagerie.training.crash.SmallImages;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.Ancestor;
import org.menagerie.training.run.Build;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.Provenance;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.Signature;
import org.menagerie.training.run.StopReason;
import org.menagerie.training.run.Version;

/** Runs of more epochs that begin where a finished one ended: six steps an epoch. */
class ExtensionTest {
  @TempDir private Path runs;
  @TempDir private Path elsewhere;

  private final Told told = new Told();
  private int numericVersion = 1;
  private String library = "1.0";
  private String program = Version.current();
  private Machine machine = Machine.here();
  private String data = "d1";
  private String jar = "j1";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "schedule=constant",
        "schedule=step(step_size=2, gamma=0.5)",
        "schedule=multi_step(milestones=(1, 4), gamma=0.1)",
        "schedule=exponential(gamma=0.8)",
        "schedule=reduce_on_plateau(patience=0, threshold=0.2)",
        "schedule=cosine_warm_restarts(t_0=2)",
        "schedule=cyclic(max_lr=1, step_size_up=4)",
        "schedule=cosine(t_max=4)",
        "schedule=linear(total_iters=4)",
        "schedule=warm_up(schedule=step(step_size=2, gamma=0.5), epochs=2)",
        "average=ema(decay=0.9)",
        "average=swa(start_epoch=2, swa_lr=0.05)"
      })
  void endsWithTheBitsOfATrainingFromTheBeginning(String setting) throws IOException {
    RunFolder shorter = train(runs, setting, "epochs=3");
    Map<Path, String> before = contents(shorter.path());
    told.epochs.clear();

    RunFolder extended = train(runs, setting, "epochs=5");

    assertThat(told.sentences)
        .containsExactly("Extending the finished run %s of 3 epochs.".formatted(name(shorter)));
    assertThat(told.epochs).containsExactly(4, 5);
    assertThat(contents(shorter.path())).isEqualTo(before);
    assertSame(extended, train(elsewhere, setting, "epochs=5"));
    RunResult result = extended.readResult();
    assertThat(result.history().subList(0, 3)).isEqualTo(shorter.readResult().history());
    assertThat(extended.readEvents()).isEqualTo(result.history());
    assertThat(result.provenance().ancestor()).contains(new Ancestor(name(shorter), 3));
    assertThat(shorter.readResult().provenance().ancestor()).isEmpty();
  }

  /** What was tested in the end of the shorter run has no part in the longer one. */
  @Test
  void endsWithTheBitsOfATrainingFromTheBeginningWithValidation() throws IOException {
    RunFolder shorter = train(runs, "validation=0.25", "epochs=3");

    RunFolder extended = train(runs, "validation=0.25", "epochs=5");

    assertThat(told.sentences)
        .containsExactly("Extending the finished run %s of 3 epochs.".formatted(name(shorter)));
    assertSame(extended, train(elsewhere, "validation=0.25", "epochs=5"));
    RunResult result = extended.readResult();
    assertThat(result.history())
        .filteredOn(epoch -> epoch.test().isPresent())
        .extracting(EpochMetrics::epoch)
        .containsOnly(result.bestEpoch().epoch(), 5);
    assertThat(shorter.readResult().finalEpoch().test()).isPresent();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "one_cycle(max_lr=0.5)",
        "cosine",
        "polynomial(total_iters=all)",
        "warm_up(schedule=cosine)"
      })
  void startsAtTheBeginningWhereTheScheduleDependsOnTheNumberOfEpochs(String schedule) {
    RunFolder shorter = train(runs, "schedule=" + schedule, "epochs=3");
    told.epochs.clear();

    RunFolder longer = train(runs, "schedule=" + schedule, "epochs=5");

    assertThat(told.sentences).hasSize(1);
    assertThat(told.sentences.get(0))
        .startsWith(
            "The finished run %s of 3 epochs is not extended, since with 5 epochs the schedule "
                    .formatted(name(shorter))
                + schedule.substring(0, 5))
        .endsWith(" is another.");
    assertThat(told.epochs).containsExactly(1, 2, 3, 4, 5);
    assertThat(longer.readResult().provenance().ancestor()).isEmpty();
  }

  @Test
  void startsAtTheBeginningWhereTheAverageDependsOnTheNumberOfEpochs() {
    RunFolder one = train(runs, "average=second_half", "epochs=1");

    RunFolder two = train(runs, "average=second_half", "epochs=2");

    assertThat(told.sentences)
        .containsExactly(
            "The finished run %s of 1 epoch is not extended, since with 2 epochs the average second_half is another."
                .formatted(name(one)));
    assertThat(two.readResult().provenance().ancestor()).isEmpty();
  }

  /** What stopped the shorter run stops the longer one at the same epoch. */
  @ParameterizedTest
  @CsvSource({"target_accuracy=10, TARGET_REACHED", "patience=1, NO_IMPROVEMENT"})
  void trainsNothingWhereTheShorterRunStoppedEarly(String setting, StopReason reason)
      throws IOException {
    RunFolder shorter = train(runs, setting, "epochs=20");
    assertThat(shorter.readResult().stopReason()).isEqualTo(reason);
    told.epochs.clear();

    RunFolder longer = train(runs, setting, "epochs=30");

    assertThat(told.epochs).isEmpty();
    assertThat(longer.readResult().stopReason()).isEqualTo(reason);
    assertThat(longer.readResult().history()).isEqualTo(shorter.readResult().history());
    assertSame(longer, train(elsewhere, setting, "epochs=30"));
  }

  @Test
  void extendsTheLongestThatIsWhole() throws IOException {
    RunFolder two = train(elsewhere, "epochs=2");
    RunFolder four = train(runs, "epochs=4");
    Files.move(two.path(), runs.resolve(name(two)));

    RunFolder five = train(runs, "epochs=5");
    flip(four.lastCheckpoint());
    told.sentences.clear();
    RunFolder three = train(runs, "epochs=3");
    flip(three.bestCheckpoint());
    flip(five.resultFile());
    RunFolder six = train(runs, "epochs=6");

    assertThat(five.readSpec().recipe().epochs()).isEqualTo(5);
    assertThat(three.readResult().provenance().ancestor()).contains(new Ancestor(name(two), 2));
    assertThat(six.readResult().provenance().ancestor()).contains(new Ancestor(name(two), 2));
    assertThat(told.sentences)
        .containsExactly(
            "Extending the finished run %s of 2 epochs.".formatted(name(two)),
            "The finished run %s of 5 epochs is not extended, since a file of it is damaged or cannot be read."
                .formatted(name(five)),
            "Extending the finished run %s of 2 epochs.".formatted(name(two)));
  }

  @Test
  void extendsAnExtendedRun() throws IOException {
    train(runs, "epochs=2");
    RunFolder three = train(runs, "epochs=3");
    RunFolder five = train(runs, "epochs=5");

    assertThat(told.epochs).containsExactly(1, 2, 3, 4, 5);
    assertThat(five.readResult().provenance().ancestor()).contains(new Ancestor(name(three), 3));
    assertSame(five, train(elsewhere, "epochs=5"));
  }

  @Test
  void namesItsAncestorAlsoAfterAnInterruption() throws IOException {
    RunFolder three = train(runs, "epochs=3");
    told.last = 4;
    train(runs, "epochs=6");
    told.last = Integer.MAX_VALUE;
    told.sentences.clear();

    RunFolder six = train(runs, "epochs=6");

    assertThat(told.sentences).isEmpty();
    assertThat(told.epochs).containsExactly(1, 2, 3, 4, 5, 6);
    assertThat(six.readResult().provenance().ancestor()).contains(new Ancestor(name(three), 3));
    assertSame(six, train(elsewhere, "epochs=6"));
  }

  @Test
  void looksAtFinishedRunsOfTheSameKindAlone() {
    told.last = 2;
    train(runs, "epochs=3");
    told.last = Integer.MAX_VALUE;
    train(runs, "epochs=2", "lr=0.25");
    train(runs, "epochs=7");
    told.sentences.clear();
    told.epochs.clear();

    train(runs, "epochs=4");

    assertThat(told.sentences).isEmpty();
    assertThat(told.epochs).containsExactly(1, 2, 3, 4);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "checkpoint-last.safetensors",
        "checkpoint-last.json",
        "checkpoint-best.safetensors"
      })
  void startsAtTheBeginningWhereAFileIsGone(String file) throws IOException {
    RunFolder one = train(runs, "epochs=1");
    Files.delete(one.path().resolve(file));

    assertRefused(one, "a checkpoint of it is missing or damaged");
  }

  /** Both files are whole, but not of one training. */
  @Test
  void startsAtTheBeginningWhereTheResultHasAnotherHistory() {
    RunFolder one = train(runs, "epochs=1");
    RunResult result = one.readResult();
    EpochMetrics epoch = result.finalEpoch();
    EpochMetrics other =
        EpochMetrics.builder(1)
            .trainLoss(epoch.trainLoss() + 1)
            .trainAccuracy(epoch.trainAccuracy())
            .testLoss(epoch.testLoss())
            .testAccuracy(epoch.testAccuracy())
            .testCorrect(epoch.testCorrect())
            .learningRate(epoch.learningRate())
            .build();
    one.writeResult(
        new RunResult(
            result.schemaVersion(),
            result.spec(),
            result.parameters(),
            result.multiplyAccumulates(),
            result.stopReason(),
            List.of(other),
            result.testOutcome(),
            result.validationImages(),
            result.signature(),
            result.peakMemoryBytes(),
            result.provenance()));

    assertRefused(one, "a checkpoint of it is missing or damaged");
  }

  @Test
  void startsAtTheBeginningWithOtherData() {
    RunFolder one = train(runs, "epochs=1");
    data = "d2";

    assertRefused(one, "it was trained with other data: train-images is not what it was");
  }

  @Test
  void startsAtTheBeginningWithAnotherPlugin() {
    RunFolder one = train(runs, "epochs=1");
    jar = "j2";

    assertRefused(one, "it was trained with other plug-ins: zoo.jar is not what it was");
  }

  @Test
  void startsAtTheBeginningWhereTheEngineComputesOtherNumbers() {
    RunFolder one = train(runs, "epochs=1");
    numericVersion = 2;

    assertRefused(one, "this version of the engine computes other numbers");
  }

  @Test
  void startsAtTheBeginningWithOtherLibraries() {
    RunFolder one = train(runs, "epochs=1");
    library = "1.1";

    assertRefused(one, "its engine had other libraries");
  }

  @Test
  void startsAtTheBeginningInAnotherVersion() {
    program = "0.0.1";
    RunFolder one = train(runs, "epochs=1");

    assertRefused(one, "it was trained by version 0.0.1 of this program");
  }

  @Test
  void startsAtTheBeginningOnAnotherMachine() {
    machine = new Machine(machine.java(), machine.os(), "another", machine.processors());
    RunFolder one = train(runs, "epochs=1");

    assertRefused(one, "it was trained on another machine or with another Java");
  }

  private void assertRefused(RunFolder one, String reason) {
    told.sentences.clear();
    told.epochs.clear();

    RunFolder two = train(runs, "epochs=2");

    assertThat(told.sentences)
        .containsExactly(
            "The finished run %s of 1 epoch is not extended, since %s."
                .formatted(name(one), reason));
    assertThat(told.warnings).isEqualTo(reason.contains("damaged") ? told.sentences : List.of());
    assertThat(told.epochs).containsExactly(1, 2);
    assertThat(two.readResult().provenance().ancestor()).isEmpty();
  }

  private static void assertSame(RunFolder run, RunFolder undisturbed) throws IOException {
    assertThat(run.path().getFileName()).isEqualTo(undisturbed.path().getFileName());
    RunResult result = run.readResult();
    RunResult expected = undisturbed.readResult();
    assertThat(Timeless.of(result.history())).isEqualTo(Timeless.of(expected.history()));
    assertThat(result.stopReason()).isEqualTo(expected.stopReason());
    assertThat(result.testOutcome()).isEqualTo(expected.testOutcome());
    assertThat(result.provenance().build()).isEqualTo(expected.provenance().build());
    for (String file : List.of("last", "previous", "best")) {
      Path weights = run.path().resolve("checkpoint-%s.safetensors".formatted(file));
      // A run that trains nothing itself has no last checkpoint but one.
      if (Files.exists(weights) || !file.equals("previous")) {
        assertThat(weights)
            .hasSameBinaryContentAs(undisturbed.path().resolve(weights.getFileName()));
      }
    }
  }

  private static String name(RunFolder folder) {
    return String.valueOf(folder.path().getFileName());
  }

  private static void flip(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);
  }

  private static Map<Path, String> contents(Path folder) throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        contents.put(file, Files.getLastModifiedTime(file) + Sha256.of(Files.readAllBytes(file)));
      }
    }
    return contents;
  }

  /** Trains as a command and its worker do; settings are written as with {@code --set}. */
  private RunFolder train(Path out, String... settings) {
    Map<String, String> overrides = new LinkedHashMap<>();
    for (String setting : settings) {
      int equals = setting.indexOf('=');
      overrides.put(setting.substring(0, equals), setting.substring(equals + 1));
    }
    Catalog catalog =
        Catalog.builder()
            .add(ModelDefinition.class, List.of(new Model()))
            .add(Engine.class, List.of(new LinearEngine(numericVersion, library)))
            .addInstalled(OptimizerFactory.class)
            .addInstalled(LossFactory.class)
            .addInstalled(Schedule.class)
            .addInstalled(WeightAverageFactory.class)
            .add(WeightAverageFactory.class, List.of(new SecondHalf()))
            .add(DatasetProvider.class, List.of(new Images(data)))
            .build();
    Planner planner = new Planner(catalog, new DatasetLocator(catalog, out));
    TrainingJob job =
        planner.prepare(
            planner.specify(
                new RunRequest(
                    "zoo", "model", "linear", Optional.of("images"), "", overrides, 1, 1)));
    RunFolder folder = RunFolder.forRun(out, job.spec());
    folder.writeSpec(job.spec());
    SortedMap<String, String> jars = new TreeMap<>(Map.of("zoo.jar", jar));
    new Trainer(job, jars, folder, planner.shorterRuns(out), told)
        .run()
        .ifPresent(outcome -> folder.writeResult(result(job, jars, outcome)));
    return folder;
  }

  private RunResult result(
      TrainingJob job, SortedMap<String, String> jars, Trainer.Outcome outcome) {
    return new RunResult(
        RunResult.SCHEMA_VERSION,
        job.spec(),
        job.network().summary().trainableParameters(),
        job.network().summary().multiplyAccumulates(),
        outcome.stopReason(),
        outcome.history(),
        outcome.testOutcome(),
        job.validation().stream().mapToInt(ImageSet::size).findFirst(),
        Optional.of(Signature.of(job.dataset())),
        OptionalLong.empty(),
        new Provenance(
            program,
            Build.of(job.engine(), outcome.numericVersion()),
            new TreeMap<>(outcome.engine()),
            job.dataset().checksums(),
            jars,
            machine,
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:00:01Z",
            outcome.ancestor()));
  }

  /** Remembers what it was told, and stops a training. */
  private static final class Told implements TrainingListener {
    private final List<String> sentences = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();
    private final List<Integer> epochs = new ArrayList<>();
    private int last = Integer.MAX_VALUE;
    private int done;

    @Override
    public void noticed(String sentence) {
      sentences.add(sentence);
      warnings.add(sentence);
    }

    @Override
    public void explained(String sentence) {
      sentences.add(sentence);
    }

    @Override
    public void started(int doneEpochs) {
      done = doneEpochs;
    }

    @Override
    public boolean goesOn() {
      return done < last;
    }

    @Override
    public void epoch(EpochMetrics metrics) {
      done = metrics.epoch();
      epochs.add(metrics.epoch());
    }
  }

  /** The weights themselves, from the middle of the training on. */
  private static final class SecondHalf implements WeightAverageFactory {
    @Override
    public String name() {
      return "second_half";
    }

    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public WeightAverage create(Arguments arguments, TrainingPlan plan) {
      return step -> 2 * step < plan.totalSteps() ? 0 : 1;
    }
  }

  private static final class Model implements NamedModel {
    @Override
    public Network network() {
      return SmallImages.NETWORK;
    }

    @Override
    public List<Recipe> recipes() {
      return List.of(
          Recipe.builder("default").batchSize(7).optimizer("sgd(lr=0.5, momentum=0.9)").build());
    }
  }

  private record Images(String checksum) implements DatasetProvider {
    @Override
    public String name() {
      return "images";
    }

    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public boolean isPresent(Path dataDirectory) {
      return true;
    }

    @Override
    public Dataset load(Path dataDirectory) {
      return Dataset.builder(
              "images", SmallImages.CLASSES, SmallImages.of(40, 1), SmallImages.of(30, 2))
          .checksums(new TreeMap<>(Map.of("train-images", checksum)))
          .build();
    }
  }
}
