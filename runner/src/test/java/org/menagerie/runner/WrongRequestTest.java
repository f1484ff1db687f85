package org.menagerie.runner;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.runner.Cli.Result;

/** What cannot be trained is refused in a sentence, before anything is written. */
class WrongRequestTest {
  private static final String ZOOS =
      "Available: classics, mnistnet, model4, model5, pipeline, progressive.";
  private static final String FORMATS = "cifar, csv, idx, images, npz";
  private static final String FILES =
      "it must hold train-images-idx3-ubyte, train-labels-idx1-ubyte, t10k-images-idx3-ubyte,"
          + " t10k-labels-idx1-ubyte, each with or without .gz, and \"runner data fetch mnist\""
          + " gets MNIST's.";

  @TempDir static Path home;

  private static Cli cli;

  @BeforeAll
  static void installTheZoos() {
    cli = new Cli(home);
  }

  static Stream<Arguments> models() {
    return Stream.of(
        Arguments.of(
            "--zoo progresive --model model2",
            "There is no zoo \"progresive\". Did you mean \"progressive\"? " + ZOOS),
        Arguments.of(
            "--zoo progressive --model modle2",
            "There is no model \"modle2\" in the zoo progressive. Did you mean \"model2\"?"
                + " Available: model1, model2, model3."),
        Arguments.of(
            "--model model1",
            "Several zoos have a model \"model1\": name it as model5/model1 or progressive/model1."),
        Arguments.of(
            "--model mnistent3",
            "No zoo has a model \"mnistent3\". Did you mean \"mnistnet3\"? Available:"
                + " classics/fast-mnist, classics/keras-convnet,"
                + " classics/lenet5, classics/minimal-2720,"
                + " classics/minimal-4862, classics/minimal-697,"
                + " classics/minimal-997, classics/norms-batch,"
                + " classics/norms-group, classics/norms-layer,"
                + " classics/separable-se, classics/separable-skip,"
                + " mnistnet/mnistnet1, mnistnet/mnistnet2, mnistnet/mnistnet3, model4/model4,"
                + " model5/model1, model5/model2, model5/model3, model5/model4,"
                + " model5/model4-as-run, model5/model5, model5/model5-as-run,"
                + " pipeline/simple, progressive/model1, progressive/model2, progressive/model3."),
        Arguments.of(
            "--zoo progressive",
            "Name a model of the zoo progressive with --model: model1, model2, model3."),
        Arguments.of("--model zebras/m", "There is no zoo \"zebras\". " + ZOOS),
        Arguments.of(
            "--epochs 3", "Name a model with --zoo and --model; \"runner list\" shows them."));
  }

  @ParameterizedTest
  @MethodSource("models")
  void namesNoModel(String request, String sentence) {
    assertRefused(run(request.split(" ")), sentence);
  }

  static Stream<Arguments> options() {
    return Stream.of(
        Arguments.of(
            "--engine=pytroch",
            "There is no engine \"pytroch\". Did you mean \"pytorch\"? Available: mxnet,"
                + " pytorch, vector."),
        Arguments.of(
            "--recipe=defalt",
            "There is no recipe \"defalt\" of progressive/model2. Did you mean \"default\"?"
                + " Available: default, plain."),
        Arguments.of(
            "--set=schedule=stpe",
            "There is no schedule \"stpe\". Did you mean \"step\"? Available: constant, cosine,"
                + " cosine_warm_restarts, cyclic, exponential, linear, multi_step, one_cycle,"
                + " polynomial, reduce_on_plateau, step, warm_up."),
        Arguments.of(
            "--set=schedule=step(step_size=0)",
            "step: \"step_size\" must be a whole number of at least 1, not 0."),
        Arguments.of(
            "--set=loss=cross_entropy(weight=(1,2))",
            "cross_entropy has 2 weights for 10 classes; give one for each."),
        Arguments.of(
            "--set=schedule=step(size=2)",
            "step has no argument \"size\". It takes step_size, gamma=0.1, per=epoch."),
        Arguments.of(
            "--set=augmentation=rotaton(degrees=7)",
            "There is no augmentation \"rotaton\". Did you mean \"rotation\"? Available: "
                + "adjust_sharpness, affine, autocontrast, center_crop, color_jitter, "
                + "crop, cutout, elastic, equalize, erasing, grayscale, horizontal_flip, "
                + "invert, perspective, posterize, rand_augment, random_apply, "
                + "resized_crop, rotation, solarize, trivial_augment_wide, vertical_flip."),
        Arguments.of(
            "--set=optimizer=adam(lr=0.001,betas=(0.9,0.99))",
            "adam has no argument \"betas\". Did you mean \"beta1\" and \"beta2\"? It takes lr=0.001,"
                + " beta1=0.9, beta2=0.999, eps=1e-8, weight_decay=0.0, decay_norms=true, l1=0.0,"
                + " amsgrad=false."),
        Arguments.of(
            "--set=augmentation=perspective(distortion_scale=0.2)",
            "perspective has no argument \"distortion_scale\". Did you mean \"distortion\"? It takes"
                + " distortion=0.5, p=0.5, fill=0, interpolation=bilinear."),
        Arguments.of(
            "--set=augmentation=RandomRotation(degrees=7)",
            "There is no augmentation \"RandomRotation\". Did you mean \"rotation\"? Available: "
                + "adjust_sharpness, affine, autocontrast, center_crop, color_jitter, "
                + "crop, cutout, elastic, equalize, erasing, grayscale, horizontal_flip, "
                + "invert, perspective, posterize, rand_augment, random_apply, "
                + "resized_crop, rotation, solarize, trivial_augment_wide, vertical_flip."),
        Arguments.of(
            "--set=augmentation=RandomRotation(7)",
            "Cannot read \"RandomRotation(7)\": \"7\" is not of the form key=value; write it like"
                + " rotation(degrees=7), affine(degrees=15)."),
        Arguments.of(
            "--set=schedule=CosineAnnealingLR(T_max=9)",
            "There is no schedule \"CosineAnnealingLR\". Did you mean \"cosine\"? Available: constant,"
                + " cosine, cosine_warm_restarts, cyclic, exponential, linear, multi_step, one_cycle,"
                + " polynomial, reduce_on_plateau, step, warm_up."),
        Arguments.of(
            "--set=epoch=3",
            "A recipe has no key \"epoch\". Did you mean \"epochs\"? Its keys are epochs,"
                + " batch_size, optimizer, lr, momentum, nesterov, weight_decay, schedule,"
                + " augmentation, batch_augmentation, test_augmentation, loss, label_smoothing, clip_norm, clip_value, average, drop_last, sampler, freeze, normalization, mean, std, patience,"
                + " target_accuracy, validation, validation_seed."),
        Arguments.of(
            "--set=validation=1",
            "The part of the training images to hold out must be a share between 0 and 1, or a"
                + " whole number of at least 2, not 1.0."),
        Arguments.of(
            "--set=validation=1.5",
            "The part of the training images to hold out must be a share between 0 and 1, or a"
                + " whole number of at least 2, not 1.5."),
        Arguments.of(
            "--set=validation_seed=3",
            "validation_seed=3 draws the images that are held out for validation, and none are:"
                + " set validation too, such as validation=0.1."),
        Arguments.of(
            "--dataset=mnits",
            "There is no data set, folder or file \"mnits\". Did you mean \"mnist\"? \"runner"
                + " data list\" shows the data sets."),
        Arguments.of(
            "--epochs=0", "The number of epochs must be a whole number of at least 1, not 0."),
        Arguments.of(
            "--epochs=-1", "The number of epochs must be a whole number of at least 1, not -1."),
        Arguments.of("--epochs=abc", "epochs must be a whole number, not \"abc\"."),
        Arguments.of(
            "--epochs=99999999999",
            "epochs must be a whole number of at most 2,147,483,647, not \"99999999999\"."),
        Arguments.of("--epochs=٣", "epochs must be a whole number, not \"٣\"."),
        Arguments.of("--lr=NaN", "lr must be a finite number, not \"NaN\"."),
        Arguments.of("--lr=0", "The learning rate must be a number above 0, not 0.0."),
        Arguments.of("--lr=abc", "lr must be a number, not \"abc\"."),
        Arguments.of("--lr=0.1f", "lr must be a number, not \"0.1f\"."),
        Arguments.of("--lr=0x1p-4", "lr must be a number, not \"0x1p-4\"."),
        Arguments.of("--set=optimizer=sgd(lr=1d)", "sgd: \"lr\" must be a number, not 1d."),
        Arguments.of("--set=lr", "--set takes KEY=VALUE, such as --set momentum=0.9, not \"lr\"."),
        Arguments.of(
            "--lr=0.1 --set=lr=0.02",
            "lr is set twice, by --set lr=0.02 and by --lr 0.1: leave one of them out."),
        Arguments.of(
            "--set=mean=0 --set=std=1 --set=mean=0.5",
            "mean is set twice, by --set mean=0 and by --set mean=0.5: leave one of them out."),
        Arguments.of(
            "--set=nesterov=yes", "sgd: \"nesterov\" must be true or false, not yes; write true."),
        Arguments.of(
            "--dataset=",
            "--dataset names nothing: leave it out, or name a data set, a folder or a file."),
        Arguments.of(
            "lst",
            "runner has no command \"lst\". Did you mean \"list\"? Its commands are train, list,"
                + " describe, compare, lr-find, watch, report, predict, explain, evaluate, export, import, demo, show, tag, rm, data, new-zoo, completion, help."),
        Arguments.of(
            "--batch-size=0", "The batch size must be a whole number of at least 1, not 0."),
        Arguments.of(
            "--threads=0", "The number of threads must be a whole number of at least 1, not 0."));
  }

  @ParameterizedTest
  @MethodSource("options")
  void asksForWhatIsNotThereOrNotAllowed(String option, String sentence) {
    assertRefused(train(option.split(" ")), sentence);
  }

  static Stream<Arguments> misspellings() {
    return Stream.of(
        Arguments.of(
            "--seed=abc", "Invalid value for option '--seed': 'abc' is not a whole number"),
        Arguments.of(
            "--threads=two", "Invalid value for option '--threads': 'two' is not a whole number"),
        Arguments.of(
            "--dry-run", "Unknown option: '--dry-run'\n--dry-run is an option of: runner compare."),
        Arguments.of(
            "--threads=99999999999",
            "Invalid value for option '--threads': '99999999999' is too large a number"),
        Arguments.of(
            "--seed=9223372036854775808",
            "Invalid value for option '--seed': '9223372036854775808' is too large a number"),
        Arguments.of(
            "--out=",
            "Invalid value for option '--out': it is empty; leave it out, or write . for this"
                + " folder"),
        Arguments.of("--epohcs=3", "Unknown option: '--epohcs=3'\nPossible solutions: --epochs"),
        Arguments.of(
            "progressive/model3",
            "Unmatched argument at index 5: 'progressive/model3'\n"
                + "Models are named with --model, as in --model zoo/model."),
        Arguments.of("--epochs", "Missing required parameter for option '--epochs' (N)"));
  }

  @ParameterizedTest
  @MethodSource("misspellings")
  void isNoCommandLine(String option, String sentence) {
    assertRefused(train(option), sentence + "\nTry \"runner --help\".");
  }

  static Stream<Arguments> comparisons() {
    return Stream.of(
        Arguments.of(
            "compare --jobs 2", "Name a model with --zoo and --model; \"runner list\" shows them."),
        Arguments.of(
            "compare --zoo progresive",
            "There is no zoo \"progresive\". Did you mean \"progressive\"? " + ZOOS),
        Arguments.of(
            "compare --zoo progressive --model model2,modle3",
            "There is no model \"modle3\" in the zoo progressive. Did you mean \"model3\"?"
                + " Available: model1, model2, model3."),
        Arguments.of(
            "compare --zoo progressive,mnistnet --model model2",
            "--model names models of one zoo, but --zoo names 2: name models as ZOO/MODEL without"
                + " --zoo."),
        Arguments.of(
            "compare --zoo mnistnet --engines pytorch,mxnt",
            "There is no engine \"mxnt\". Did you mean \"mxnet\"? Available: mxnet,"
                + " pytorch, vector."),
        Arguments.of(
            "compare --zoo mnistnet --recipe plain",
            "There is no recipe \"plain\" of mnistnet/mnistnet1. Available: default."),
        Arguments.of(
            "compare --zoo mnistnet --seeds few",
            "The seeds must be how many, such as 5, or which, such as 1,4,7, not \"few\"."),
        Arguments.of(
            "compare --zoo mnistnet --seeds 0",
            "The seeds must be from 1 to 1,000, or a list such as 1,4,7, not \"0\"."),
        Arguments.of(
            "compare --zoo mnistnet --seeds 1,2,1",
            "The seeds must differ, since a seed says nothing new the second time, not \"1,2,1\"."),
        Arguments.of(
            "compare --zoo mnistnet --jobs 0",
            "The number of jobs must be a whole number of at least 1, not 0."),
        Arguments.of(
            "compare --zoo mnistnet --retries -1",
            "The number of retries must be a whole number of at least 0, not -1."),
        Arguments.of(
            "compare --zoo mnistnet --timeout 10",
            "The timeout must be a time such as 90s, 10m or 1h, not \"10\"."),
        Arguments.of(
            "compare --zoo mnistnet --timeout 0s",
            "The timeout must be longer than nothing, as in 10m."),
        Arguments.of("compare --zoo mnistnet --smooth", "--smooth only goes with --parity."),
        Arguments.of(
            "compare --zoo mnistnet --seed 3",
            "--seed only goes with --parity; a sweep has --seeds."),
        Arguments.of(
            "compare --parity --model progressive/model2 --dry-run",
            "--dry-run does not go with --parity, which trains nothing to its end."),
        Arguments.of(
            "compare --parity experiment.yaml",
            "A file does not go with --parity, which trains nothing to its end."),
        Arguments.of(
            "compare --parity --zoo progressive --model model1,model2",
            "--parity compares engines on one model: name one with --zoo and --model."),
        Arguments.of(
            "compare nowhere.yaml",
            "Cannot read nowhere.yaml: there is no such file; models are named with --zoo and --model."),
        Arguments.of(
            "compare --parity", "Name a model with --zoo and --model; \"runner list\" shows them."),
        Arguments.of(
            "compare --parity --model progressive/model9",
            "There is no model \"model9\" in the zoo progressive. Did you mean \"model1\"?"
                + " Available: model1, model2, model3."),
        Arguments.of(
            "compare --parity --model progressive/model2 --engines pytorch",
            "A comparison takes at least two engines, as in --engines pytorch,vector, not only"
                + " pytorch."),
        Arguments.of(
            "compare --parity --model progressive/model2 --engines pytorch,mxnt",
            "There is no engine \"mxnt\". Did you mean \"mxnet\"? Available: mxnet,"
                + " pytorch, vector."),
        Arguments.of(
            "compare --parity --model progressive/model2 --steps 0",
            "The number of steps must be a whole number of at least 1, not 0."),
        Arguments.of(
            "compare --parity --model progressive/model2 --tolerance -1",
            "The tolerance must be a number of at least 0, not -1.0."),
        Arguments.of(
            "compare --parity --model progressive/model2 --lr 0",
            "The learning rate must be a number above 0, not 0.0."));
  }

  @ParameterizedTest
  @MethodSource("comparisons")
  void comparesWhatCannotBeCompared(String request, String sentence) {
    assertRefused(cli.run(request.split(" ")), sentence);
  }

  static Stream<Arguments> profiles() {
    return Stream.of(
        Arguments.of(
            "--profile --engine pytorch",
            "The engine pytorch cannot tell what each layer takes; engines that can: vector."),
        Arguments.of(
            "--threads 1",
            "Missing required argument(s): --profile\nTry \"runner describe --help\"."),
        Arguments.of(
            "--profile --threads 0",
            "The number of threads must be a whole number of at least 1, not 0."));
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void measuresWhatCannotBeMeasured(String options, String sentence) {
    assertRefused(cli.run(("describe --model progressive/model2 " + options).split(" ")), sentence);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"trian --model progressive/model2", "trian", "trian --help", "help trian"})
  void commandThatDoesNotExist(String words) {
    assertRefused(
        cli.run(words.split(" ")),
        "runner has no command \"trian\". Did you mean \"train\"? Its commands are train, list,"
            + " describe, compare, lr-find, watch, report, predict, explain, evaluate, export, import, demo, show, tag, rm, data, new-zoo, completion, help.");
  }

  @Test
  void fileOfWordsThatNobodySaysIsRead() throws IOException {
    Path words = Files.writeString(home.resolve("words"), "list --json secret");
    Result result = cli.run("@" + words);
    assertThat(result.exitCode()).isEqualTo(2);
    assertThat(result.err()).startsWith("runner: runner has no command \"@" + words + "\".");
    assertThat(result.err()).doesNotContain("secret", "json");
  }

  @Test
  void commandOfDataThatDoesNotExist() {
    assertRefused(
        cli.run("data", "lst"),
        "runner data has no command \"lst\". Did you mean \"list\"? Its commands are list, show, check, verify,"
            + " fetch.");
  }

  @Test
  void optionBeforeTheCommandThatItIsMeantFor() {
    assertRefused(
        cli.run("--model", "progressive/model2", "describe"),
        "--model comes before the command describe: put it after, if describe takes it\n"
            + "Try \"runner --help\".");
  }

  @Test
  void trainingThatIsAskedForByItsName() {
    assertRefused(
        cli.run("train", "--model=nosuch/m", "--out=" + home.resolve("runs")),
        "There is no zoo \"nosuch\". " + ZOOS);
  }

  @Test
  void toleranceThatIsNoNumber() {
    assertRefused(
        cli.run("compare", "--parity", "--model=progressive/model2", "--tolerance=little"),
        "Invalid value for option '--tolerance': 'little' is not a number\n"
            + "Try \"runner compare --help\".");
  }

  @Test
  void dataSetThatIsNotAtHand() {
    assertRefused(
        train("--dataset=mnist"),
        "The data set mnist is not in %s: download it with \"runner data fetch mnist\", or name its folder with --dataset."
            .formatted(home.resolve(".menagerie").resolve("data")));
  }

  @Test
  void dataSetWhoseFilesAreInAnArchiveThatIsNotAtHand() {
    assertRefused(
        train("--dataset=emnist-letters"),
        "The data set emnist-letters is not in %s: download it with \"runner data fetch emnist-letters\", or name its folder with --dataset."
            .formatted(home.resolve(".menagerie").resolve("data")));
  }

  @Test
  void dataSetFolderThatDoesNotExist() {
    Path folder = home.resolve("nowhere");
    assertRefused(
        train("--dataset=" + folder),
        "There is no data set, folder or file \"%s\". \"runner data list\" shows the data sets."
            .formatted(folder));
  }

  @Test
  void dataSetFolderThatIsEmpty() throws IOException {
    Path folder = Files.createDirectory(home.resolve("empty"));
    assertRefused(
        train("--dataset=" + folder),
        "The data set %s is empty: it is none of %s; see \"runner list data-formats\"."
            .formatted(folder, FORMATS));
  }

  @Test
  void dataSetFolderOfPictures() throws IOException {
    Path folder = Files.createDirectory(home.resolve("pictures"));
    Files.createDirectory(folder.resolve("cats"));
    for (int i = 0; i < 3; i++) {
      Files.createFile(folder.resolve(i + ".PNG"));
    }
    Files.createFile(folder.resolve("a.npy"));
    assertRefused(
        train("--dataset=" + folder),
        "The data set %s holds 1 folder, 3 .png and 1 .npy: it is none of %s; see \"runner list data-formats\"."
            .formatted(folder, FORMATS));
  }

  @Test
  void dataSetFolderThatLacksAFile() throws IOException {
    Path folder = Files.createDirectory(home.resolve("lacking"));
    for (String name :
        List.of("train-images-idx3-ubyte", "train-labels-idx1-ubyte", "t10k-images-idx3-ubyte")) {
      Files.createFile(folder.resolve(name));
    }
    assertRefused(
        train("--dataset=" + folder),
        "The data set folder %s has no t10k-labels-idx1-ubyte; %s".formatted(folder, FILES));
  }

  @Test
  void dataDirectoryThatDoesNotExist() {
    Path directory = home.resolve("nowhere");
    assertRefused(
        train("--data-dir=" + directory),
        "The data directory %s does not exist: make it, or name another with --data-dir."
            .formatted(directory));
  }

  @Test
  void outputFolderWithAFileInTheWay() throws IOException {
    Path file = Files.writeString(home.resolve("file"), "in the way");
    Result result = cli.run("--zoo=progressive", "--model=model2", "--threads=1", "--out=" + file);
    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .matches(
            "runner: Cannot write \\Q%s\\E/progressive-model2-vector-s1-[0-9a-f]{8} \\(Not a directory\\); make room for it or choose another folder with --out.\n"
                .formatted(file));
    assertThat(file).hasContent("in the way");
  }

  @Test
  void stackTraceComesOnlyWithDebug() {
    assertThat(train("--epochs=0", "--debug").err())
        .startsWith("org.menagerie.api.error.MenagerieException: The number of epochs")
        .contains("\tat org.menagerie.")
        .endsWith("runner: The number of epochs must be a whole number of at least 1, not 0.\n");
  }

  private static Result train(String... options) {
    List<String> args = new ArrayList<>(List.of("--zoo", "progressive", "--model", "model2"));
    args.addAll(List.of(options));
    return run(args.toArray(String[]::new));
  }

  private static Result run(String... request) {
    List<String> args = new ArrayList<>(List.of(request));
    args.add(0, "--out=" + home.resolve("runs"));
    return cli.run(args.toArray(String[]::new));
  }

  private static void assertRefused(Result result, String sentence) {
    assertThat(result).isEqualTo(new Result(2, "", "runner: " + sentence + "\n"));
    assertThat(home.resolve("runs")).doesNotExist();
    assertThat(home.resolve(".menagerie")).doesNotExist();
  }
}
