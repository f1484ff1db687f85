package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.loop.Trainer;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.plan.TeacherRequest;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Teacher;

/** Trainings that learn from the answers of a trained network, on the default engine. */
class TeacherTest {
  private static final String DISTILLATION = "distillation(temperature=2, alpha=0.9)";

  @TempDir private Path home;
  private List<Path> files;

  @BeforeEach
  void writeModels() throws IOException {
    files =
        List.of(
            write(
                "wide",
                """
                input: [1, 28, 28]
                classes: 10
                layers: [{layer: avg_pool, kernel: 2}, {layer: flatten}, {layer: linear, units: classes}]
                recipe: {epochs: 2, optimizer: sgd(lr=0.1), mean: 0.1, std: 0.5}
                """),
            write(
                "small",
                """
                input: [1, 28, 28]
                classes: 10
                layers:
                  - {layer: avg_pool, kernel: 4}
                  - {layer: flatten}
                  - {layer: dropout, rate: 0.1}
                  - {layer: linear, units: classes}
                recipe: {epochs: 2, optimizer: sgd(lr=0.1), average: ema(decay=0.9)}
                """),
            write(
                "two",
                """
                input: [1, 28, 28]
                classes: 2
                layers: [{layer: avg_pool, kernel: 4}, {layer: flatten}, {layer: linear, units: 2}]
                recipe: {epochs: 1}
                """));
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(home.resolve(name + ".yaml"), text);
  }

  private Planner planner() {
    LoadedPlugins plugins =
        LoadedPlugins.from(new PluginSources(List.of(), files, List.of(), new TreeMap<>()));
    return new Planner(plugins.catalog(), new DatasetLocator(plugins.catalog(), home));
  }

  private RunSpec specify(
      String model, Optional<TeacherRequest> teacher, Map<String, String> settings) {
    return planner()
        .specify(
            new RunRequest(
                "files",
                model,
                "vector",
                Optional.of("digits"),
                "",
                settings,
                Optional.empty(),
                teacher,
                1,
                1));
  }

  private RunSpec student(Path teacher, Map<String, String> more) {
    Map<String, String> settings = new TreeMap<>(more);
    settings.putIfAbsent("loss", DISTILLATION);
    return specify("small", Optional.of(asked(teacher)), settings);
  }

  private static TeacherRequest asked(Path teacher) {
    return new TeacherRequest(teacher, Optional.empty());
  }

  private Trainer.Outcome train(RunSpec spec, Path runs) {
    RunFolder folder = RunFolder.forRun(runs, spec);
    folder.writeSpec(spec);
    return new Trainer(planner().prepare(spec), folder, new TrainingListener() {})
        .run()
        .orElseThrow();
  }

  private Path trainTeacher() {
    RunSpec spec = specify("wide", Optional.empty(), Map.of());
    train(spec, home.resolve("runs"));
    return home.resolve("runs").resolve(spec.runName());
  }

  @Test
  void nameItsModelAndWhatItKnowsAndTheChecksumOfItsWeights() throws IOException {
    Path run = trainTeacher();
    Path checkpoint = new RunFolder(run).lastCheckpoint();

    Teacher teacher = student(run, Map.of()).teacher().orElseThrow();

    assertThat(teacher.modelId()).isEqualTo("files/wide");
    assertThat(teacher.normalization()).isEqualTo(Normalization.of(0.1, 0.5));
    assertThat(teacher.network()).isPresent();
    assertThat(teacher.weights().file()).isEqualTo(checkpoint.toAbsolutePath().toString());
    assertThat(student(checkpoint, Map.of())).isEqualTo(student(run, Map.of()));
  }

  @Test
  void areOtherRunsByTheWeightsOfTheTeacherAndNotByTheirPlace() throws IOException {
    Path run = trainTeacher();
    RunSpec spec = student(run, Map.of());
    Path moved = home.resolve("moved");
    Files.move(run, moved);

    assertThat(student(moved, Map.of()).runName()).isEqualTo(spec.runName());
    assertThat(specify("small", Optional.empty(), Map.of()).runName()).isNotEqualTo(spec.runName());
    assertThat(student(new RunFolder(moved).bestCheckpoint(), Map.of()).teacher()).isPresent();
  }

  @Test
  void followTheTeacherAndNotTheLabelsAlone() throws IOException {
    Path run = trainTeacher();
    double taught =
        train(student(run, Map.of()), home.resolve("runs")).history().get(1).trainLoss();
    double labels =
        train(student(run, Map.of("loss", "distillation(alpha=0)")), home.resolve("runs"))
            .history()
            .get(1)
            .trainLoss();
    double plain =
        train(specify("small", Optional.empty(), Map.of()), home.resolve("runs"))
            .history()
            .get(1)
            .trainLoss();

    assertThat(labels).isEqualTo(plain);
    assertThat(taught).isNotEqualTo(plain);
  }

  @ParameterizedTest
  @ValueSource(strings = {"none", "mixup(alpha=0.4)"})
  void areTheSameToTheLastBitWhenTheyAreResumed(String mix) throws IOException {
    Path run = trainTeacher();
    RunSpec spec =
        student(run, Map.of("batch_augmentation", mix, "augmentation", "rotation(degrees=7)"));
    train(spec, home.resolve("whole"));
    stopAfterOneEpoch(spec, home.resolve("resumed"));

    train(spec, home.resolve("resumed"));

    assertThat(checkpoint("resumed", spec)).hasSameBinaryContentAs(checkpoint("whole", spec));
  }

  private Path checkpoint(String runs, RunSpec spec) {
    return new RunFolder(home.resolve(runs).resolve(spec.runName())).lastCheckpoint();
  }

  private void stopAfterOneEpoch(RunSpec spec, Path runs) {
    assertThat(
            new Trainer(planner().prepare(spec), RunFolder.forRun(runs, spec), new OneEpoch())
                .run())
        .isEmpty();
  }

  @Test
  void areNotResumedWithoutTheirTeacher() throws IOException {
    Path run = trainTeacher();
    RunSpec spec = student(run, Map.of());
    Path weights = new RunFolder(run).lastCheckpoint();
    stopAfterOneEpoch(spec, home.resolve("runs"));

    Files.move(
        new RunFolder(run).previousCheckpoint(), weights, StandardCopyOption.REPLACE_EXISTING);

    assertThatThrownBy(() -> train(spec, home.resolve("runs")))
        .hasMessage(
            "The weights in %s are not those that the run was to learn from: bring those back, or start it again.",
            weights);
    Files.delete(weights);
    assertThatThrownBy(() -> train(spec, home.resolve("runs")))
        .hasMessage(
            "Cannot learn from the weights in %s: there is no such file.".formatted(weights));
  }

  @Test
  void takeWeightsFromAnywhereForAModelThatIsNamed() throws IOException {
    Path weights = home.resolve("teacher.safetensors");
    Files.copy(new RunFolder(trainTeacher()).lastCheckpoint(), weights);
    Optional<TeacherRequest> named =
        Optional.of(new TeacherRequest(weights, Optional.of(new ModelId("files", "wide"))));

    Teacher teacher = specify("small", named, Map.of("loss", DISTILLATION)).teacher().orElseThrow();

    assertThat(teacher.modelId()).isEqualTo("files/wide");
    assertThat(teacher.normalization()).isEqualTo(Normalization.MNIST);
    assertThatThrownBy(() -> student(weights, Map.of()))
        .hasMessage(
            "The weights in %s are not those of files/small for these images (missing: 3.weight, 3.bias; too many: 2.weight, 2.bias): name their model with --teacher-model, and data like those that they were trained on.",
            weights);
  }

  @Test
  void areRefusedWhereOneOfBothIsMissing() throws IOException {
    Path run = trainTeacher();

    assertThatThrownBy(() -> specify("small", Optional.empty(), Map.of("loss", DISTILLATION)))
        .hasMessage(
            "The loss distillation(temperature=2.0) learns from a teacher: name a run or a safetensors file with --teacher.");
    assertThatThrownBy(() -> specify("small", Optional.of(asked(run)), Map.of()))
        .hasMessage(
            "The loss cross_entropy learns from no teacher: use one that does, such as --set loss=distillation, or leave --teacher out.");
  }

  @Test
  void areRefusedByATeacherOfOtherClasses() throws IOException {
    Path weights = home.resolve("teacher.safetensors");
    Files.copy(new RunFolder(trainTeacher()).lastCheckpoint(), weights);
    Optional<TeacherRequest> other =
        Optional.of(new TeacherRequest(weights, Optional.of(new ModelId("files", "two"))));

    assertThatThrownBy(() -> specify("small", other, Map.of("loss", DISTILLATION)))
        .hasMessageStartingWith("files/two ");
  }

  @Test
  void areRefusedOnTheCommandLine() throws IOException {
    Cli cli = new Cli(home);
    Path run = trainTeacher();
    String small = files.get(1).toString();

    assertThat(
            cli.run(
                "train",
                "--model",
                small,
                "--teacher",
                home.resolve("none").toString(),
                "--set",
                "loss=distillation"))
        .isEqualTo(
            new Cli.Result(
                2,
                "",
                "runner: There is no %s to learn from: name a run's folder, or a safetensors file.\n"
                    .formatted(home.resolve("none"))));
    assertThat(cli.run("train", "--model", small, "--teacher-model", "files/wide"))
        .isEqualTo(
            new Cli.Result(
                2,
                "",
                "runner: --teacher-model says what model the weights of a teacher are of: name those with --teacher RUN|FILE.\n"));
    assertThat(
            cli.run(
                    "train",
                    "--model",
                    small,
                    "--teacher",
                    run.toString(),
                    "--teacher-model",
                    "files/small",
                    "--set",
                    "loss=distillation")
                .err())
        .isEqualTo(
            "runner: The run of %s trained files/wide, not files/small: leave --teacher-model out.\n"
                .formatted(run));
  }
}
