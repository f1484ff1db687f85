package org.menagerie.training.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.EOFException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.EarlyStopping;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Validation;
import org.menagerie.data.io.Sha256;

class RunFolderTest {
  private static final RunSpec SPEC = spec(Recipe.builder("default").build());

  @TempDir private Path runs;

  @Test
  void isNamedAfterAllThatDeterminesTheRun() {
    assertThat(SPEC.runName()).matches("zoo-model-pytorch-s7-[0-9a-f]{8}");
    assertThat(spec(Recipe.builder("default").epochs(3).build()).runName())
        .isNotEqualTo(SPEC.runName());
    assertThat(spec(Recipe.builder("default").notes("prose").build()).runName())
        .isEqualTo(SPEC.runName());
  }

  @Test
  void isNamedAlikeInEveryLocale() {
    String name = SPEC.runName();
    Locale usual = Locale.getDefault();
    try {
      Locale.setDefault(Locale.forLanguageTag("ar-EG"));
      assertThat(SPEC.runName()).isEqualTo(name);
    } finally {
      Locale.setDefault(usual);
    }
  }

  @Test
  void leavesNothingOfARunThatWasRefused() {
    RunFolder folder = RunFolder.forRun(runs, SPEC);
    folder.writeSpec(SPEC);
    folder.rewriteEvents(List.of());
    folder.removeIfRefused(new MenagerieException(ErrorCode.RUN_CRASHED, "It died."));
    assertThat(folder.path()).exists();

    folder.removeIfRefused(new MenagerieException(ErrorCode.INVALID_ARGUMENT, "It does not fit."));
    assertThat(runs).isEmptyDirectory();
  }

  @Test
  void keepsARunThatWasRefusedAfterAnEpoch() {
    RunFolder folder = RunFolder.forRun(runs, SPEC);
    folder.appendEvent(
        EpochMetrics.builder(1)
            .trainLoss(0.2)
            .trainAccuracy(97)
            .testLoss(0.1)
            .testAccuracy(98)
            .testCorrect(980)
            .learningRate(0.01)
            .seconds(1)
            .evaluationSeconds(0.5)
            .dataSeconds(0)
            .imagesPerSecond(4_800)
            .build());
    folder.removeIfRefused(new MenagerieException(ErrorCode.INVALID_ARGUMENT, "It does not fit."));
    assertThat(folder.log()).exists();
  }

  @Test
  void keepsASpecAsItWas() {
    RunSpec spec =
        spec(
            Recipe.builder("everything")
                .optimizer("adam(lr=0.001, weight_decay=1e-5)")
                .schedule("one_cycle(max_lr=0.05, pct_start=0.1)")
                .augmentations("rotation(degrees=7, fill=1)", "affine(translate=(0.1, 0.1))")
                .labelSmoothing(0.1)
                .clipNorm(1)
                .normalization(Normalization.of(0.1307, 0.3015))
                .earlyStopping(
                    EarlyStopping.NEVER
                        .withPatience(OptionalInt.of(5))
                        .withTargetAccuracy(OptionalDouble.of(99.4)))
                .notes("a \"quoted\" note")
                .build());

    RunFolder folder = RunFolder.forRun(runs, spec);
    folder.writeSpec(spec);

    assertThat(folder.readSpec()).isEqualTo(spec);
  }

  @Test
  void keepsATeacherAsItWasWithAndWithoutANetworkOfItsOwn() {
    Teacher teacher =
        new Teacher(
            "zoo",
            "big",
            Optional.empty(),
            Normalization.of(0.5, 0.25),
            new WeightsFile("/runs/big.safetensors", "0a"));
    Teacher ofAFile =
        new Teacher(
            "files",
            "big",
            Optional.of(JsonNodeFactory.instance.objectNode().put("input", 4)),
            teacher.normalization(),
            teacher.weights());
    RunFolder folder = new RunFolder(runs);

    assertThat(ofAFile.modelId()).isEqualTo("files/big");
    for (Teacher one : List.of(teacher, ofAFile)) {
      RunSpec spec = SPEC.toBuilder().teacher(Optional.of(one)).build();
      folder.writeSpec(spec);
      assertThat(folder.readSpec()).isEqualTo(spec);
      assertThat(spec.runName()).isNotEqualTo(SPEC.runName());
    }
  }

  @Test
  void keepsDataOfOnesOwnAsTheyWere() throws IOException {
    Normalization ofData =
        Normalization.measured(
            0.5, 0.25, List.of(Normalization.of(0.4, 0.2), Normalization.of(0.6, 0.3)));
    RunSpec spec =
        SPEC.toBuilder()
            .dataset("flowers")
            .recipe(SPEC.recipe().toBuilder().normalization(ofData).build())
            .data(
                Optional.of(
                    new DataFiles(Component.parse("images(size=64)"), "/home/me/flowers", "0a")))
            .build();
    RunFolder folder = new RunFolder(runs);
    folder.writeSpec(spec);

    assertThat(folder.readSpec()).isEqualTo(spec);
    assertThat(Files.readString(folder.specFile()))
        .contains("\"format\" : \"images(size=64)\"", "\"of_data\" : true");
  }

  /** What a run does not use does not make it another one. */
  @Test
  void keepsTheImagesForValidationWhereTheyAreUsed() throws IOException {
    DataFiles data = new DataFiles(Component.of("npz"), "/data/cells.npz", "0a");
    RunSpec without = SPEC.toBuilder().dataset("cells").data(Optional.of(data)).build();
    RunSpec with = without.toBuilder().data(Optional.of(data.withValidation("0b"))).build();
    RunSpec others = without.toBuilder().data(Optional.of(data.withValidation("0c"))).build();
    RunFolder folder = new RunFolder(runs);
    folder.writeSpec(with);

    assertThat(folder.readSpec()).isEqualTo(with);
    assertThat(Files.readString(folder.specFile())).contains("\"validation_sha256\" : \"0b\"");
    assertThat(Set.of(without.runName(), with.runName(), others.runName())).hasSize(3);
    folder.writeSpec(without);
    assertThat(Files.readString(folder.specFile())).doesNotContain("validation");
  }

  @Test
  void keepsEachChoiceOfValidationImages() throws IOException {
    RunFolder folder = new RunFolder(runs);
    for (Validation validation :
        List.of(new Validation.Part(0.1), new Validation.Provided(), new Validation.Fold(2, 5))) {
      Recipe recipe = SPEC.recipe().toBuilder().validatedOn(validation).build();
      RunSpec spec = SPEC.toBuilder().recipe(recipe).build();
      folder.writeSpec(spec);

      assertThat(folder.readSpec()).isEqualTo(spec);
      assertThat(spec.runName()).isNotEqualTo(SPEC.runName());
    }
    assertThat(Files.readString(folder.specFile())).contains("\"fold\" : {");
  }

  @Test
  void keepsANetworkStoredWeightsAndFilesOfDataAsTheyWere() {
    ObjectNode network = JsonNodeFactory.instance.objectNode().put("input", 4);
    WeightsFile init = new WeightsFile("/runs/big.safetensors", "0a");
    DataFiles data = new DataFiles(Component.of("csv"), "/data/digits.csv", "0b");
    RunSpec spec =
        SPEC.toBuilder()
            .network(Optional.of(network))
            .init(Optional.of(init))
            .data(Optional.of(data))
            .build();
    RunFolder folder = new RunFolder(runs);

    folder.writeSpec(spec);

    assertThat(folder.readSpec().network()).contains(network);
    assertThat(folder.readSpec().init()).contains(init);
    assertThat(folder.readSpec().data()).contains(data);
    assertThat(SPEC.network()).isEmpty();
    assertThat(SPEC.init()).isEmpty();
    assertThat(SPEC.data()).isEmpty();
  }

  @Test
  void writesOptimizersAndComponentsAsPeopleDo() throws IOException {
    RunFolder folder = RunFolder.forRun(runs, SPEC);
    folder.writeSpec(SPEC);

    assertThat(Files.readString(folder.specFile()))
        .contains("\"sgd(lr=0.01, momentum=0.9)\"")
        .contains("\"batch_size\" : 128");
  }

  @Test
  void goesOnInAnUnfinishedFolderAndLeavesFinishedOnesAlone() throws IOException {
    RunFolder first = RunFolder.forRun(runs, SPEC);
    assertThat(RunFolder.forRun(runs, SPEC)).isEqualTo(first);

    first.writeResult(result());
    // Its process ended before it drew the curves.
    assertThat(RunFolder.forRun(runs, SPEC)).isEqualTo(first);
    Files.writeString(first.curves(), "<svg/>");

    RunFolder second = RunFolder.forRun(runs, SPEC);
    assertThat(second.path()).isEqualTo(runs.resolve(SPEC.runName() + ".2"));
    assertThat(first.readResult()).isEqualTo(result());

    second.writeResult(result());
    Files.writeString(second.curves(), "<svg/>");
    assertThat(RunFolder.forRun(runs, SPEC).path()).isEqualTo(runs.resolve(SPEC.runName() + ".3"));
  }

  @Test
  void findsTheRunsOfItsModelEngineAndSeed() {
    RunSpec longer = spec(Recipe.builder("default").epochs(30).build());
    List<RunFolder> alike =
        Stream.of(SPEC, longer)
            .map(spec -> RunFolder.forRun(runs, spec))
            .sorted(Comparator.comparing(RunFolder::path))
            .toList();
    RunFolder.forRun(runs, SPEC.toBuilder().seed(70).build());
    RunFolder.forRun(runs, SPEC.toBuilder().engine("vector").build());

    assertThat(RunFolder.alike(runs, SPEC)).isEqualTo(alike);
    assertThat(RunFolder.alike(runs.resolve("none"), SPEC)).isEmpty();
  }

  @Test
  void keepsWhatTheNetworkTookEachWrongImageFor() {
    RunFolder folder = RunFolder.forRun(runs, SPEC);
    folder.writeResult(result());

    assertThat(folder.readResult().testOutcome().mistakes())
        .contains(List.of(new Misclassification(2, 0, 1, 0.75)));
  }

  @Test
  void keepsThePeakOfMemory() {
    RunFolder folder = RunFolder.forRun(runs, SPEC);
    folder.writeResult(result());

    assertThat(folder.readResult().peakMemoryBytes()).hasValue(500_000_000);
  }

  @Test
  void keepsTheBuildThatComputed() throws IOException {
    RunFolder folder = RunFolder.forRun(runs, SPEC);
    folder.writeResult(result());

    assertThat(folder.readResult().provenance().build())
        .isEqualTo(new Build("0123abcd", Optional.of("e5"), OptionalInt.of(2)));
    assertThat(RunJson.compact().readTree(folder.resultFile().toFile()).at("/provenance/build"))
        .hasToString("{\"commit\":\"0123abcd\",\"engine_checksum\":\"e5\",\"numeric_version\":2}");
  }

  /** Version 1 of the schema had neither mistakes nor memory, nor a later version's additions. */
  @Test
  void readsResultsOfOtherVersions() throws IOException {
    RunFolder folder = RunFolder.forRun(runs, SPEC);
    folder.writeResult(result());
    ObjectNode result = (ObjectNode) RunJson.compact().readTree(folder.resultFile().toFile());
    result.put("schema_version", 1).put("from_the_future", true).remove("peak_memory_bytes");
    result.remove("signature");
    result.remove("checksum");
    ((ObjectNode) result.get("test_outcome")).remove("mistakes");
    ((ObjectNode) result.get("provenance")).remove("build");
    RunJson.compact().writeValue(folder.resultFile().toFile(), result);

    RunResult read = folder.readResult();

    assertThat(read.schemaVersion()).isEqualTo(1);
    assertThat(read.testOutcome().mistakes()).isEmpty();
    assertThat(read.peakMemoryBytes()).isEmpty();
    assertThat(read.signature()).isEmpty();
    assertThat(read.provenance().build()).isEqualTo(Build.UNKNOWN);
    assertThat(read.testOutcome().correctBits()).isEqualTo(result().testOutcome().correctBits());
  }

  /**
   * Values that are still JSON, a name that stands twice, a line that is gone, and another run's.
   */
  @Test
  void tellsAResultThatIsDamagedFromOneThatIsWhole() throws IOException {
    RunFolder folder = RunFolder.forRun(runs, SPEC);
    folder.writeResult(result());
    String whole = Files.readString(folder.resultFile());
    assertThat(folder.isFinished(SPEC)).isTrue();
    assertThat(folder.isFinished(spec(Recipe.builder("default").epochs(3).build()))).isFalse();
    for (String damaged :
        List.of(
            whole.replaceFirst("\"train_loss\" : 0.5", "\"train_loss\" : 0.6"),
            whole.replace(
                "\"parameters\" : 7798,", "\"parameters\" : 7798,\n\"parameters\" : 7798,"),
            whole.replace("\"parameters\" : 7798,", ""),
            whole.replaceFirst("\"checksum\" : \"[0-9a-f]+\",", ""),
            whole.substring(0, whole.length() - 9),
            whole + "}",
            "[]",
            "")) {
      assertThat(damaged).isNotEqualTo(whole);
      Files.writeString(folder.resultFile(), damaged);

      assertThat(folder.isFinished(SPEC)).as(damaged).isFalse();
      assertThatThrownBy(folder::readResult)
          .hasMessageStartingWith("Cannot read %s: ".formatted(folder.resultFile()));
    }
  }

  /** Results before version 5 have no checksum, so that only reading them tells. */
  @Test
  void believesAResultOfAnEarlierVersionThatCanBeRead() throws IOException {
    RunFolder folder = RunFolder.forRun(runs, SPEC);
    ObjectNode earlier = ResultJson.of(result());
    earlier.put("schema_version", 4).remove("checksum");
    RunJson.pretty().writeValue(folder.resultFile().toFile(), earlier);
    assertThat(folder.isFinished(SPEC)).isTrue();

    RunJson.pretty().writeValue(folder.resultFile().toFile(), earlier.deepCopy().putArray("x"));
    assertThat(folder.isFinished(SPEC)).isFalse();
    RunJson.pretty().writeValue(folder.resultFile().toFile(), earlier.put("stop_reason", "BORED"));
    assertThat(folder.isFinished(SPEC)).isFalse();
    earlier.put("stop_reason", "ALL_EPOCHS").put("schema_version", 5);
    RunJson.pretty().writeValue(folder.resultFile().toFile(), earlier);
    assertThat(folder.isFinished(SPEC)).isFalse();
  }

  @Test
  void removesWhatADeadProcessHadBegunToWrite() throws IOException {
    RunFolder folder = RunFolder.forRun(runs, SPEC);
    String random = "01234567-89ab-cdef-0123-456789abcdef";
    Path abandoned =
        Files.createFile(folder.path().resolve("result.json.999999999-" + random + ".tmp"));
    Path other = Files.createFile(folder.path().resolve("notes.tmp"));

    RunLock.of(folder).close();

    assertThat(abandoned).doesNotExist();
    assertThat(other).exists();
  }

  @Test
  void tellsValuesApart() {
    assertThat(epoch(1, 1)).isEqualTo(epoch(1, 1)).hasSameHashCodeAs(epoch(1, 1));
    assertThat(epoch(1, 1)).isNotEqualTo(epoch(1, 2)).isNotEqualTo("an epoch");
    assertThat(epoch(1, 1).hashCode()).isNotZero().isNotEqualTo(epoch(1, 2).hashCode());
    assertThat(epoch(1, 1).toString()).startsWith("EpochMetrics[1, ");
    RunSpec other = SPEC.toBuilder().seed(8).build();
    assertThat(SPEC).isEqualTo(SPEC.toBuilder().build()).isNotEqualTo(other).isNotEqualTo("a run");
    assertThat(SPEC.hashCode()).isNotZero().isNotEqualTo(other.hashCode());
    assertThat(SPEC.toString()).startsWith("RunSpec[zoo, model, ");
  }

  /** A later version's field counts too, though nobody here knows what it says. */
  @Test
  void believesAResultOfALaterVersion() throws IOException {
    RunFolder folder = RunFolder.forRun(runs, SPEC);
    ObjectNode later = ResultJson.of(result());
    later.remove("checksum");
    later.put("schema_version", 6).put("later", 0.1);
    String text = RunJson.compact().writeValueAsString(later);
    later.put("checksum", Sha256.of(text.getBytes(UTF_8)));
    RunJson.pretty().writeValue(folder.resultFile().toFile(), later);
    assertThat(folder.isFinished(SPEC)).isTrue();

    RunJson.pretty().writeValue(folder.resultFile().toFile(), later.put("later", 0.2));
    assertThat(folder.isFinished(SPEC)).isFalse();
  }

  @Test
  void neverRemovesWhatTookTimeToMake() throws IOException {
    MenagerieException refusal = new MenagerieException(ErrorCode.INVALID_ARGUMENT, "No.");
    for (String name :
        List.of(
            "checkpoint-previous.safetensors", "checkpoint-last.json", "result.json", "my.txt")) {
      RunFolder folder = RunFolder.forRun(runs, SPEC);
      Path file = Files.writeString(folder.path().resolve(name), "torn");

      folder.removeIfRefused(refusal);

      assertThat(file).hasContent("torn");
      // The log is of the work; beside a file of somebody else it is one of nothing.
      assertThat(Files.exists(folder.log())).isEqualTo(!name.equals("my.txt"));
      Files.delete(file);
    }
  }

  @Test
  void letsOneProcessTrainInItAtATime() {
    RunFolder folder = RunFolder.forRun(runs, SPEC);
    try (RunLock lock = RunLock.of(folder)) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> RunLock.of(folder))
          .isInstanceOf(MenagerieException.class)
          .hasMessage(
              "Another process is training this very run in "
                  + folder.path()
                  + "; wait for it, or choose another folder with --out.");
    }
    RunLock.of(folder).close();
  }

  @Test
  void leavesOutALineThatWasCutOff() throws IOException {
    RunFolder folder = RunFolder.forRun(runs, SPEC);
    folder.appendEvent(epoch(1, 1));
    folder.appendEvent(epoch(2, 2));
    String whole = Files.readString(folder.events());
    Files.writeString(folder.events(), whole.substring(0, whole.length() - 10));

    assertThat(folder.readEvents()).containsExactly(epoch(1, 1));
  }

  @Test
  void saysWhatItCannotRead() {
    RunFolder folder = new RunFolder(runs.resolve("nothing"));

    assertThatThrownBy(folder::readResult)
        .isInstanceOf(MenagerieException.class)
        .hasMessage("Cannot read " + folder.resultFile() + ": there is none.");
  }

  @Test
  void saysWhereItCannotWrite() throws IOException {
    Path file = Files.createFile(runs.resolve("file"));

    assertThatThrownBy(() -> RunFolder.forRun(file, SPEC))
        .isInstanceOfSatisfying(
            MenagerieException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.OUTPUT_UNWRITABLE))
        .hasMessageStartingWith("Cannot write " + file)
        .hasMessageEndingWith("choose another folder with --out.");
  }

  @Test
  void saysWhyItCannotWrite() {
    assertCannotWrite(new FileSystemException("f", null, "No space left"), "No space left");
    assertCannotWrite(new FileAlreadyExistsException("f"), "FileAlreadyExists: f");
    assertCannotWrite(new IOException("too long"), "too long");
    assertCannotWrite(new IOException(), "IO");
    assertCannotWrite(new EOFException(), "EOF");
  }

  private void assertCannotWrite(IOException failure, String reason) {
    Path file = runs.resolve("file");

    assertThatThrownBy(
            () ->
                OutputFiles.write(
                    file,
                    out -> {
                      throw failure;
                    }))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "Cannot write %s (%s); make room for it or choose another folder with --out."
                .formatted(file, reason));
  }

  @Test
  void findsTheFirstOfTheBestEpochs() {
    assertThat(result().bestEpoch().epoch()).isEqualTo(2);
    assertThat(result().finalEpoch().epoch()).isEqualTo(4);
  }

  private static RunSpec spec(Recipe recipe) {
    return RunSpec.builder("zoo", "model")
        .engine("pytorch")
        .dataset("digits")
        .recipe(recipe)
        .seed(7)
        .threads(2)
        .build();
  }

  private static EpochMetrics epoch(int number, int correct) {
    return EpochMetrics.builder(number)
        .trainLoss(0.5)
        .trainAccuracy(80)
        .testLoss(0.4)
        .testAccuracy(100.0 * correct / 3)
        .testCorrect(correct)
        .learningRate(0.01)
        .seconds(1.5)
        .evaluationSeconds(0.2)
        .dataSeconds(0.01)
        .imagesPerSecond(5000)
        .build();
  }

  private static RunResult result() {
    return new RunResult(
        RunResult.SCHEMA_VERSION,
        SPEC,
        7798,
        1_000_000,
        StopReason.NO_IMPROVEMENT,
        List.of(epoch(1, 1), epoch(2, 3), epoch(3, 3), epoch(4, 2)),
        TestOutcome.of(new int[] {0, 1, 1}, new double[] {1, 0.9, 0.75}, new int[] {0, 1, 0}, 2),
        OptionalInt.empty(),
        Optional.of(new Signature(List.of(1, 4, 5), List.of("cat", "dog"))),
        OptionalLong.of(500_000_000),
        new Provenance(
            "0.1",
            new Build("0123abcd", Optional.of("e5"), OptionalInt.of(2)),
            new TreeMap<>(Map.of("engine", "PyTorch")),
            new TreeMap<>(),
            new TreeMap<>(),
            new Machine("17", "Linux", "a processor", 2),
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:01:00Z"));
  }
}
