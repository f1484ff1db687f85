package org.menagerie.runner;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.network.Shape;
import org.menagerie.data.idx.IdxEncoder;
import org.menagerie.data.idx.IdxPart;
import org.menagerie.runner.Cli.Result;
import org.menagerie.training.recipe.RecipeSetting;
import org.menagerie.training.recipe.RecipeSettings;
import org.menagerie.training.run.Version;

/** Commands that train nothing. */
class CommandLineTest {
  /** 25 networks, and two of them as their sources trained them. */
  private static final int MODELS = 27;

  @TempDir Path home;

  private Cli cli;

  @BeforeEach
  void installTheZoos() {
    cli = new Cli(home);
  }

  @Test
  void helpsWhoeverAsksForNothing() {
    Result result = cli.run();
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    assertThat(result.out())
        .startsWith("Usage: runner ")
        .contains("  runner --zoo progressive --model model2     trains a model\n")
        .contains("  2   wrong usage\n");
    assertThat(cli.run("--help")).isEqualTo(result);
  }

  @Test
  void helpsWithACommandThatIsNamed() {
    Result help = cli.run("help", "train");
    assertThat(help.exitCode()).isZero();
    assertThat(help.out()).startsWith("Usage: runner train ").contains("--lr=X");
    assertThat(cli.run("train", "--help")).isEqualTo(help);
    assertThat(cli.run("help").out()).isEqualTo(cli.run().out());
  }

  /** A list of commands has the first line of what each says of itself. */
  @ParameterizedTest
  @ValueSource(strings = {"--help", "data --help"})
  void listsCommandsWithAWholeSentenceOfEach(String words) {
    String help = cli.run(words.split(" ")).out();
    String commands = help.substring(help.indexOf("Commands:\n") + 10);
    List<String> sentences =
        List.of(commands.substring(0, commands.indexOf("\n\n")).strip().split("\n {2}(?=\\w)", -1));
    assertThat(sentences).hasSizeGreaterThan(3).allMatch(sentence -> sentence.endsWith("."));
  }

  @Test
  void helpFillsItsLinesAndBreaksThemOnce() {
    String help = cli.run("predict", "--help").out();
    assertThat(help)
        .contains(
            """
                  --[no-]invert       Swap dark and light. By default pictures are inverted
                                        that are dark on light, where the network was
                                        trained on light on dark.
            """);
    assertThat(help.lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"train", "compare"})
  void helpsWithEverySettingOfARecipe(String command) {
    String help = cli.run(command, "--help").out();
    for (RecipeSetting setting : RecipeSettings.ALL) {
      assertThat(help).containsPattern("\n +%s: ".formatted(setting.key()));
      setting.option().ifPresent(option -> assertThat(help).contains("--" + option + "="));
    }
  }

  @Test
  void completesCommandsAndTheirOptions() {
    Result script = cli.run("completion");
    assertThat(script.exitCode()).isZero();
    assertThat(script.out())
        .startsWith("#!/usr/bin/env bash")
        .contains(
            "train list describe compare lr-find watch report predict explain evaluate export import demo show tag rm data new-zoo completion help")
        .contains("'--batch-size'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "list --version", "data verify -V"})
  void tellsItsVersion(String command) {
    Result result = cli.run(command.split(" "));
    assertThat(result)
        .isEqualTo(
            new Result(
                0,
                "Menagerie %s\nJava %s\n"
                    .formatted(Version.current(), System.getProperty("java.version")),
                ""));
  }

  @Test
  void listsModelsByZooWithTheirSize() {
    List<String> lines = lines(cli.run("list"));
    assertThat(lines).hasSize(2 + MODELS);
    assertThat(lines.get(0))
        .isEqualTo(
            "zoo          model           parameters       MACs  published best %  recipes              about");
    assertThat(lines.get(2 + 12))
        .startsWith(
            "mnistnet     mnistnet1            8,620  1,999,492             98.49  default  ");
    assertThat(lines.get(MODELS + 1))
        .startsWith("progressive  model3               7,762    562,320 ");
    assertThat(lines(cli.run("list", "MODELS"))).isEqualTo(lines);
  }

  @ParameterizedTest
  @CsvSource({
    "models, model, 27, model5",
    "engines, name, 3, pytorch",
    "schedules, name, 12, one_cycle",
    "averages, name, 2, ema",
    "augmentations, name, 22, rotation",
    "batch-augmentations, name, 3, mixup",
    "datasets, name, 26, mnist",
    "plugins, name, 7, built-in"
  })
  void listsEachKindForPeopleAndForPrograms(String kind, String key, int count, String member)
      throws Exception {
    assertThat(lines(cli.run("list", kind))).hasSize(2 + count);
    JsonNode json = json("list", kind, "--json");
    assertThat(json).hasSize(count);
    assertThat(StreamSupport.stream(json.spliterator(), false).map(row -> row.get(key).asText()))
        .contains(member);
  }

  @Test
  void listsModelsForProgramsInTheirOwnTypes() throws Exception {
    assertThat(json("list", "--json").get(MODELS - 1))
        .isEqualTo(
            new ObjectMapper()
                .readTree(
                    """
                    {
                      "zoo": "progressive",
                      "model": "model3",
                      "parameters": 7762,
                      "multiply_accumulates": 562320,
                      "published_best": 99.46,
                      "recipes": ["documented", "as-run"],
                      "description": "Three poolings, one cycle of the learning rate, on rotated images"
                    }
                    """));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "models",
        "engines",
        "optimizers",
        "losses",
        "schedules",
        "augmentations",
        "batch-augmentations",
        "datasets",
        "exports",
        "metrics",
        "formats"
      })
  void fitsListsToNarrowTerminals(String kind) {
    for (int columns : List.of(60, 70, 80)) {
      assertThat(cli.runAt(columns, "list", kind).out().lines())
          .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(columns));
    }
  }

  @Test
  void listsOptimizersWithTheirArguments() {
    List<String> lines = lines(cli.run("list", "optimizers"));
    assertThat(lines).hasSize(2 + 11);
    assertThat(lines.get(6)).startsWith("adamw ").contains("weight_decay=0.01");
    assertThat(lines.get(12)).startsWith("sgd ").contains("lr", "nesterov=false");
  }

  @Test
  void listsLosses() {
    List<String> lines = lines(cli.run("list", "losses"));
    assertThat(lines).hasSize(2 + 6);
    assertThat(lines.get(3)).startsWith("cross_entropy ").contains("label_smoothing=0.0");
  }

  @Test
  void refusesToListWhatItDoesNotKnow() {
    assertWrong(
        cli.run("list", "model"),
        "There is nothing called \"model\" to list. Did you mean \"models\"? There are models,"
            + " engines, optimizers, losses, schedules, averages, augmentations, batch-augmentations, data-formats, exports, metrics, datasets, formats, runs, plugins.");
  }

  @Test
  void warnsOfABrokenPluginAndUsesTheRest() throws IOException {
    Path broken = Files.createDirectory(cli.plugins().resolve("broken"));
    String sentence = "there is no jar in this folder.";

    Result models = cli.run("list");
    assertThat(models.err()).isEqualTo("Warning: plug-in " + broken + ": " + sentence + "\n");
    assertThat(lines(models)).hasSize(2 + MODELS);

    Result plugins = cli.run("list", "plugins");
    assertThat(plugins.err()).isEmpty();
    assertThat(lines(plugins)).hasSize(2 + 8 + 2).endsWith("", broken + ": " + sentence);
    assertThat(lines(plugins).get(9)).startsWith("broken ").contains(broken.toString());
  }

  @Test
  void warnsAndFailsThoughQuiet() throws IOException {
    Files.createDirectory(cli.plugins().resolve("broken"));

    assertThat(cli.run("list", "--quiet")).isEqualTo(cli.run("list"));
    assertThat(cli.run("-q", "--model=nosuch")).isEqualTo(cli.run("--model=nosuch"));
    assertThat(cli.run("train", "-q", "--epohcs=1")).isEqualTo(cli.run("train", "--epohcs=1"));
    assertThat(cli.run("-q", "--model=nosuch").exitCode()).isEqualTo(2);
    assertThat(cli.run("-q", "--model=nosuch").err()).contains("No zoo has a model \"nosuch\".");
  }

  @Test
  void saysNothingOfPluginsToThoseWhoNeedNone() throws IOException {
    Files.createDirectory(cli.plugins().resolve("broken"));
    assertThat(cli.run().err()).isEmpty();
    assertThat(cli.run("--version").err()).isEmpty();
  }

  @Test
  void describesAModelForPeople() {
    Result result = cli.run("describe", "--zoo", "progressive", "--model", "model2");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .startsWith("progressive/model2: Model 1 with batch norm, dropout 0.1 and ")
        .contains("Trained parameters:             7,798\n")
        .contains("Multiply-accumulates per image: 1,493,496\n")
        .contains("\nRecipe default\n")
        .contains("\nRecipe plain\n")
        .contains("  Best epoch (chosen on the test set): 99.18 %\n");
  }

  @Test
  void describesAModelForPrograms() throws Exception {
    JsonNode model = json("describe", "--model", "progressive/model2", "--json");
    assertThat(model.get("zoo").asText()).isEqualTo("progressive");
    assertThat(model.get("parameters").asLong()).isEqualTo(7798);
    assertThat(model.get("input").toString()).isEqualTo("[1,28,28]");
    assertThat(model.get("recipes").get(1).get("name").asText()).isEqualTo("plain");
  }

  @Test
  void describesTheMemberOfAFamilyThatFitsTheData() throws IOException {
    Path images = home.resolve("images");
    writeBlackImages(images, Shape.image(1, 20, 20));
    String model = "progressive/model2";

    Result result = cli.run("describe", "--model", model, "--dataset", images.toString());

    assertThat(result.out()).contains("[16, 18, 18]").contains("parameters:             7,798\n");
    assertThat(cli.run("describe", "--model", model, "--dataset", "digits"))
        .isEqualTo(cli.run("describe", "--model", model));
    assertWrong(
        cli.run("describe", "--model", "model5/model1", "--dataset", images.toString()),
        "model5/model1 has no network for the data set images, images [1, 20, 20] of 10 classes:"
            + " Layer 18 (Conv2d 10, 7x7, no bias) needs a map of at least [7, 7] but gets [10, 3, 3].");
    assertWrong(
        cli.run("train", "--model", "model5/model1", "--dataset", images.toString()),
        "model5/model1 has no network for the data set images, images [1, 20, 20] of 10 classes:"
            + " Layer 18 (Conv2d 10, 7x7, no bias) needs a map of at least [7, 7] but gets [10, 3, 3].");
    assertWrong(
        cli.run("describe", "--model", model, "--dataset", "digits", "--profile"),
        "--profile measures a model on images of its published figures' shape: leave --dataset out.");
  }

  private static void writeBlackImages(Path folder, Shape shape) throws IOException {
    ImageSet set =
        new ImageSet(shape, new byte[Math.toIntExact(2 * shape.elements())], new byte[] {0, 9});
    Files.createDirectories(folder);
    for (IdxPart part : IdxPart.values()) {
      boolean images = part == IdxPart.TRAIN_IMAGES || part == IdxPart.TEST_IMAGES;
      Files.write(
          folder.resolve(part.fileName()),
          images ? IdxEncoder.images(set) : IdxEncoder.labels(set));
    }
  }

  @Test
  void refusesASearchForLearningRatesThatCannotBe() {
    String[] search = {"lr-find", "--model", "progressive/model2", "--dataset", "digits"};
    assertWrong(
        cli.run(
            Stream.concat(Stream.of(search), Stream.of("--lowest", "2", "--highest", "1"))
                .toArray(String[]::new)),
        "Learning rates must grow from a number above 0 to a higher one, not from 2.0 to 1.0.");
    assertWrong(
        cli.run("lr-find"), "Name a model with --zoo and --model; \"runner list\" shows them.");
  }

  @Test
  void describesNothingIfNothingIsNamed() {
    assertWrong(
        cli.run("describe"), "Name a model with --zoo and --model; \"runner list\" shows them.");
  }

  @Test
  void reportsNoRunsWhereThereAreNone() {
    assertWrong(
        cli.run("report", home.toString()),
        "There is no run in %s or in a folder right below it; name the folder of a run, or the folder that runs were written to."
            .formatted(home));
  }

  @Test
  void reportsNoRunsThatAreNotFinished() throws IOException {
    Path run = Files.createDirectories(home.resolve("runs").resolve("one"));
    Files.writeString(run.resolve("spec.json"), "{}");
    assertThat(cli.run("report", home.resolve("runs").toString()))
        .isEqualTo(
            new Result(
                2,
                "",
                "Left out, since it is not finished: "
                    + run
                    + "\nrunner: None of these runs is finished; the command that began one resumes it.\n"));
  }

  @Test
  void reportsOnTheFolderThatRunsAreWrittenTo() {
    assertWrong(
        cli.run("report"),
        "There is no folder runs; name the folder of a run, or the folder that runs were written"
            + " to.");
  }

  @Test
  void fetchesOnlyWhatItKnows() {
    assertWrong(
        cli.run("data", "fetch", "nosuch"),
        "There is no data set \"nosuch\". Available: bloodmnist, breastmnist, cifar10, cifar100,"
            + " cifar100-coarse, dermamnist, digits, emnist-balanced, emnist-byclass,"
            + " emnist-bymerge, emnist-digits, emnist-letters, emnist-mnist, fashion-mnist,"
            + " kmnist, mnist, octmnist, organamnist, organcmnist, organsmnist, pathmnist,"
            + " pneumoniamnist, qmnist, qmnist50k, retinamnist, tissuemnist.");
    assertWrong(cli.run("data", "fetch", "digits"), "The data set digits needs no download.");
  }

  @Test
  void tellsHowToGetAMissingDataSet() {
    Result result = cli.run("data", "list");
    assertThat(result.exitCode()).isZero();
    assertThat(result.out())
        .containsPattern("\nmnist +no +runner data fetch mnist ")
        .containsPattern("\nqmnist50k +no +runner data fetch qmnist50k ")
        .endsWith("\nData directory: " + home.resolve(".menagerie").resolve("data") + "\n");
  }

  @Test
  void findsNothingWrongWithDigitsThatAreNotMadeYet() throws Exception {
    assertThat(cli.run("data", "verify").out()).containsPattern("\ndigits +not made yet ");
    assertThat(lines(cli.run("data", "verify", "digits"))).hasSize(2 + 4);
    JsonNode files = json("data", "verify", "digits", "--json");
    assertThat(StreamSupport.stream(files.spliterator(), false).map(f -> f.get("state").asText()))
        .hasSize(4)
        .containsOnly("not made yet");
  }

  @Test
  void namesAllPicturesThatCannotBeRead() throws Exception {
    Path pictures = home.resolve("pictures");
    for (String name : List.of("a/1.png", "a/2.png", "b/1.png")) {
      Files.createDirectories(pictures.resolve(name).getParent());
      Files.createFile(pictures.resolve(name));
    }

    Result result = cli.run("data", "check", pictures.toString());

    assertThat(result.err().lines())
        .containsExactly(
            pictures.resolve("a/1.png") + " is empty: replace it, or remove it.",
            pictures.resolve("a/2.png") + " is empty: replace it, or remove it.",
            pictures.resolve("b/1.png") + " is empty: replace it, or remove it.",
            "runner: %s is empty: replace it, or remove it; of the 3 images 2 more cannot be read."
                .formatted(pictures.resolve("a/1.png")));
    assertThat(result.exitCode()).isEqualTo(1);
  }

  @Test
  void saysWhatIsInADataSet() throws Exception {
    Path images = home.resolve("images");
    writeBlackImages(images, Shape.image(1, 20, 20));

    assertThat(cli.run("data", "check", images.toString()).out())
        .startsWith(
            """
            Data set images (idx in %s)
            2 images to train on and 2 to test on, [1, 20, 20], of 10 classes
            Mean and deviation of the training images: 0.0000 ± 1.0000

            class  train  test
            """
                .formatted(images))
        .endsWith(
            """
            9          1     1

            No image to train on: classes 1, 2, 3, 4, 5 and 3 more.
            Fewer than 10 images to train on: classes 0, 9.
            No image to test on: classes 1, 2, 3, 4, 5 and 3 more.
            Fewer than 10 images to test on: classes 0, 9.
            2 test images are trained on, too.
            1 training image repeats an earlier one.
            1 test image repeats an earlier one.
            3 images repeat earlier ones with another label.
            """);
    JsonNode view = json("data", "check", "digits", "--json");
    assertThat(view.get("classes").get(3).get("train").asInt()).isEqualTo(1000);
    assertThat(view.get("normalization").get("of_data").asBoolean()).isTrue();
    assertThat(view.get("remarks")).isEmpty();
  }

  @Test
  void findsMissingFilesOfADataSetThatIsNamed() {
    Result result = cli.run("data", "verify", "mnist");
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.out()).contains("\nmnist     missing      0  ");
    assertThat(result.err()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"list", "verify"})
  void looksForDataOnlyInADirectoryThatExists(String command) {
    assertWrong(
        cli.run("data", command, "--data-dir", home.resolve("nowhere").toString()),
        "The data directory %s does not exist: make it, or name another with --data-dir."
            .formatted(home.resolve("nowhere")));
  }

  private JsonNode json(String... args) throws JsonProcessingException {
    Result result = cli.run(args);
    assertThat(result.exitCode()).isZero();
    assertThat(result.err()).isEmpty();
    return new ObjectMapper().readTree(result.out());
  }

  private static List<String> lines(Result result) {
    assertThat(result.exitCode()).isZero();
    return result.out().lines().toList();
  }

  private static void assertWrong(Result result, String sentence) {
    assertThat(result).isEqualTo(new Result(2, "", "runner: " + sentence + "\n"));
  }

  /** A pattern that matches many files where none belongs; joining them all took minutes. */
  @Test
  void listsTheFirstOfManyUnknownWords() {
    List<String> words = new ArrayList<>(List.of("list", "models"));
    words.addAll(Collections.nCopies(200_000, "x.png"));

    Result result = cli.run(words.toArray(String[]::new));

    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err())
        .startsWith("runner: Unmatched arguments from index 2: 'x.png', 'x.png',")
        .hasSizeLessThan(500);
  }

  @Test
  void leavesNoWordsToItsLibrary() {
    PrintStream before = System.err;
    ByteArrayOutputStream past = new ByteArrayOutputStream();
    try {
      System.setErr(new PrintStream(past, true, UTF_8));
      assertThat(cli.run("compare", "--dry-run", "--zoo", "a,b\"c").exitCode()).isEqualTo(2);
    } finally {
      System.setErr(before);
    }
    assertThat(past.toString(UTF_8)).isEmpty();
  }
}
