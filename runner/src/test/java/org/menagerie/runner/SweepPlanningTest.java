package org.menagerie.runner;

import static java.awt.image.BufferedImage.TYPE_BYTE_GRAY;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.runner.Cli.Result;

/** {@code runner compare --dry-run}: what would be trained, from the command line or a file. */
class SweepPlanningTest {
  @TempDir private Path home;

  private Cli cli;

  @BeforeEach
  void installTheZoos() {
    cli = new Cli(home);
  }

  @Test
  void coversEveryModelOnEveryEngineWithEverySeed() {
    Result result = plan("--zoo=progressive,mnistnet", "--engines=pytorch,mxnet", "--jobs=1");

    assertThat(result.err()).isEmpty();
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith("Training 60 runs with seeds 1, 2, 3, 4, 5; 1 at a time, 1 thread each\n")
        .contains(
            "\nprogressive/model3  mxnet    documented      15         0      0    5  unknown\n")
        .contains("\nmnistnet/mnistnet1  pytorch  default  ")
        .endsWith(
            "\nTime: unknown, since no run of these kinds, with as many threads, has finished here in "
                + runs()
                + ".\n");
    assertThat(runs()).doesNotExist();
  }

  @Test
  void trainsEachFoldWithOneSeedUnlessMoreAreAskedFor() {
    assertThat(plan("--zoo=mnistnet", "--folds=5", "--jobs=1").out())
        .startsWith("Training 15 runs with seed 1 in 5 folds; 1 at a time, 1 thread each\n")
        .containsPattern("\nmnistnet/mnistnet1  vector  default +15 +0 +0 +5 ");
    assertThat(plan("--zoo=mnistnet", "--folds=3", "--seeds=2", "--jobs=1").out())
        .startsWith("Training 18 runs with seeds 1, 2 in 3 folds; 1 at a time, 1 thread each\n");
    assertThat(
            plan("--zoo=mnistnet", "--set=normalization=data", "--folds=3", "--lr=0.1,0.2").out())
        .startsWith("Training 18 runs with seed 1 in 3 folds;")
        .containsPattern("\nmnistnet/mnistnet1  vector  default, lr=0.2 +15 +0 +0 +3 ");
  }

  @Test
  void countsFoldsAloneAsFolds() {
    assertThat(plan("--model=progressive/model3", "--set=validation=0.1,0.2").out())
        .startsWith("Training 10 runs with seeds 1, 2, 3, 4, 5;")
        .contains("documented, validation=0.2");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--folds=1    | '--folds must be a whole number from 2 to 1,000, not 1.'",
        "--folds=-3   | '--folds must be a whole number from 2 to 1,000, not -3.'",
        "--folds=many | 'Invalid value for option ''--folds'': ''many'' is not a whole number'",
      })
  void refusesFoldsThatCannotBe(String option, String sentence) {
    Result result = plan("--zoo=mnistnet", option);

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).contains(sentence);
  }

  @Test
  void refusesMoreFoldsThanAClassHasImages() throws IOException {
    Path folder = home.resolve("two classes");
    for (int i = 0; i < 20; i++) {
      Path file = folder.resolve(i % 2 == 0 ? "even" : "odd").resolve(i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(new BufferedImage(28, 28, TYPE_BYTE_GRAY), "png", file.toFile());
    }

    assertThat(plan("--zoo=mnistnet", "--folds=9", "--dataset=" + folder).err())
        .isEqualTo(
            "runner: 9 folds need as many images of each class, and two classes has 8 to train on of class even: take fewer folds.\n");
    assertThat(plan("--zoo=mnistnet", "--folds=2", "--set=validation=0.1").err())
        .isEqualTo(
            "runner: --folds 2 holds out each fold for validation: leave out validation=0.1.\n");
  }

  @Test
  void saysWhatWasDecidedWhenDataOfOnesOwnWereRead() throws IOException {
    Path folder = home.resolve("two classes");
    for (int i = 0; i < 20; i++) {
      Path file = folder.resolve(i % 2 == 0 ? "even" : "odd").resolve(i + ".png");
      Files.createDirectories(file.getParent());
      ImageIO.write(new BufferedImage(28, 28, TYPE_BYTE_GRAY), "png", file.toFile());
    }

    Result result = plan("--model=progressive/model3", "--seeds=1", "--dataset=" + folder);

    assertThat(result.exitCode()).as("%s", result).isZero();
    assertThat(result.out())
        .contains("\nData set: two classes (images in " + folder + ")\n")
        .contains("\nThere is no test set, so that 20 % of each class are held out for testing,");
  }

  @ParameterizedTest
  @ValueSource(ints = {72, 80, 100})
  void fitsThePlanToTheTerminal(int columns) {
    Result result =
        cli.runAt(
            columns,
            "compare",
            "--dry-run",
            "--zoo=progressive",
            "--out=" + runs(),
            "--seeds=" + IntStream.range(0, 40).boxed().map(String::valueOf).collect(joining(",")));

    assertThat(result.exitCode()).isZero();
    assertThat(result.out().lines())
        .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns))
        .hasSizeGreaterThan(8);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "3     | 3 runs with seeds 1, 2, 3;",
        "7,2,4 | 3 runs with seeds 7, 2, 4;",
        "4,    | 1 run with seed 4;",
        "' 1, -5 ' | 2 runs with seeds 1, -5;"
      })
  void takesSeedsAsACountOrAsAList(String seeds, String planned) {
    assertThat(plan("--model=progressive/model3", "--seeds=" + seeds).out())
        .startsWith("Training " + planned);
  }

  @Test
  void makesAGridOfSettingsWithSeveralNumbers() {
    Result result =
        plan(
            "--model=progressive/model3",
            "--seeds=2",
            "--set=lr=0.01,0.03,1e-1",
            "--batch-size=32, 64",
            "--set=schedule=none");

    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("Training 12 runs with seeds 1, 2;")
        .contains("documented, batch_size=32, lr=0.01", "documented, batch_size=64, lr=0.1");
    assertThat(result.out().lines().filter(line -> line.startsWith("progressive/model3")))
        .hasSize(6);
    assertThat(plan("--model=progressive/model3", "--set=lr=0.01,x").err())
        .contains("must be a number");
  }

  @Test
  void takesModelsOfOneZooByTheirNames() {
    assertThat(models(plan("--zoo=progressive", "--model=model3,model1")))
        .containsExactly("progressive/model3", "progressive/model1");
  }

  @Test
  void takesModelsOnceThatAreNamedTwice() {
    assertThat(models(plan("--model=mnistnet3", "--model=mnistnet/mnistnet3,model2"))).isEmpty();
    assertThat(models(plan("--model=mnistnet3", "--model=mnistnet/mnistnet3")))
        .containsExactly("mnistnet/mnistnet3");
  }

  @Test
  void takesAllItNeedsFromAFile() throws IOException {
    Path file =
        experiment(
            """
            # Two models, one seed each.
            model: [progressive/model3, mnistnet/mnistnet3]
            seeds: [4]
            epochs: 3
            jobs: 1
            set:
              batch_size: 64
            """);
    Result result = plan(file.toString());

    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("Training 2 runs with seed 4; 1 at a time, 1 thread each\n")
        .contains("\nprogressive/model3  vector  documented       3         0      0    1  ");
  }

  @Test
  void warnsOfMoreTrainingsThanProcessors() {
    int processors = Runtime.getRuntime().availableProcessors();

    String[] command = {"--model=progressive/model3", "--seeds=" + (processors + 1), "--jobs="};
    command[2] += processors;
    assertThat(plan(command).err()).isEmpty();
    command[2] = "--jobs=" + (processors + 1);
    assertThat(plan(command).err())
        .isEqualTo(
            "Warning: %d trainings at a time, 1 thread each, are more than the processors here (%d) can do at once: each takes longer, and the measured speeds are too low.\n"
                .formatted(processors + 1, processors));
    command[1] = "--seeds=" + processors;
    assertThat(plan(command).err()).as("never so many at once").isEmpty();
  }

  @Test
  void warnsOfATargetThatIsCountedFromZeroToOne() {
    String[] sweep = {"--model=progressive/model3", "--jobs=1"};
    assertThat(plan(sweep[0], sweep[1], "--set=target_accuracy=0.99").err())
        .isEqualTo(
            "Warning: target_accuracy=0.99 is in percent, and nearly every epoch reaches it; write"
                + " 99 if that is meant.\n");
    assertThat(plan(sweep[0], sweep[1], "--set=target_accuracy=99").err()).isEmpty();
  }

  @Test
  void overridesTheFileByTheCommandLine() throws IOException {
    Path file = experiment("model: progressive/model3\nseeds: 2\njobs: 1\nepochs: 4\n");
    Result result = plan(file.toString(), "--zoo=mnistnet", "--seeds=3", "--jobs=2");

    assertThat(result.out()).startsWith("Training 9 runs with seeds 1, 2, 3; 2 at a time");
    assertThat(models(result))
        .containsExactly("mnistnet/mnistnet1", "mnistnet/mnistnet2", "mnistnet/mnistnet3");
    assertThat(result.out()).contains("\nmnistnet/mnistnet3  vector  default       4  ");
  }

  @Test
  void addsSettingsToThoseOfTheFile() throws IOException {
    Path file = experiment("zoo: mnistnet\nset:\n  batch_size: 0\n  epochs: 2\n");

    assertThat(plan(file.toString(), "--set=batch_size=32").out())
        .contains("\nmnistnet/mnistnet3  vector  default       2  ");
    assertThat(plan(file.toString()).err())
        .isEqualTo("runner: The batch size must be a whole number of at least 1, not 0.\n");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "jobs: 2;epoch: 3 | , line 2, column 1: there is no key \"epoch\". Did you mean \"epochs\"? Keys are"
            + " zoo, model, engines, dataset, recipe, init, teacher, teacher-model, epochs, batch-size,"
            + " lr, set, data-dir, threads, seeds, folds, metric, bootstrap, margin, threshold, until, max-seeds, jobs, out,"
            + " shard-times, cluster, cluster-home, checkpoints, timeout, retries, fresh-workers, pool-builds.",
        "jobs: 2;jobs: 3  | , line 2, column 1: the key \"jobs\" stands here a second time, after line"
            + " 1.",
        "jobs: 2;  a: [   | , line 2, column 4: mapping values are not allowed here.",
        "jobs: two        | : Invalid value for option '--jobs': 'two' is not a whole number.",
        "jobs:            | , line 1, column 1: \"jobs\" has no value; leave the line out for the default.",
        "jobs: {a: 1}     | , line 1, column 1: \"jobs\" must have a single value, or a list of them.",
        "set:;\t\tlr: 0.1 | , line 2, column 1: a tab stands before the text; YAML is set in with spaces"
            + " only.",
        "set:;  lr: *x    | , line 2, column 7: the alias *x has no anchor before it.",
        "set: 5           | , line 1, column 1: \"set\" must have keys of a recipe below it, such as \"lr:"
            + " 0.05\".",
        "- jobs           | , line 1, column 1: it must hold keys with values, such as \"seeds: 5\"."
      })
  void namesTheLineOfAFileThatIsWrong(String lines, String sentence) throws IOException {
    Path file = experiment(lines.replace(';', '\n'));

    assertThat(plan(file.toString(), "--model=progressive/model3"))
        .isEqualTo(new Result(2, "", "runner: " + file + sentence + "\n"));
  }

  @Test
  void overridesASettingOfTheFileHoweverItIsTyped() throws IOException {
    Path file = experiment("model: progressive/model3\nepochs: 4\nset:\n  batch_size: 0\n");

    assertThat(plan(file.toString(), "--set=epochs=5", "--batch-size=64").out())
        .contains("\nprogressive/model3  vector  documented       5  ");
  }

  private Path experiment(String text) throws IOException {
    return Files.writeString(home.resolve("experiment.yaml"), text);
  }

  private Path runs() {
    return home.resolve("runs");
  }

  private Result plan(String... arguments) {
    List<String> command = new ArrayList<>(List.of("compare", "--dry-run", "--out=" + runs()));
    command.addAll(List.of(arguments));
    return cli.run(command.toArray(String[]::new));
  }

  /** From the table of a plan. */
  private static List<String> models(Result plan) {
    return plan.out()
        .lines()
        .filter(line -> line.toLowerCase(Locale.ROOT).matches("\\w+/\\w+ .*"))
        .map(line -> line.substring(0, line.indexOf(' ')))
        .toList();
  }
}
