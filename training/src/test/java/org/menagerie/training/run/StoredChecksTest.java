package org.menagerie.training.run;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Validation;

/** Values that cannot be are refused by reading, in a sentence with file and field. */
class StoredChecksTest {
  @TempDir private Path path;
  private RunFolder folder;

  @BeforeEach
  void store() {
    folder = new RunFolder(path);
  }

  @Test
  void readsWhatIsRight() throws IOException {
    Files.writeString(folder.resultFile(), StoredResults.small());

    assertThat(folder.readResult().finalEpoch().testCorrect()).isEqualTo(6);
  }

  @ParameterizedTest
  @MethodSource("org.menagerie.training.run.StoredRunsTest#runs")
  void readsAllStoredRuns(Path run) {
    RunFolder stored = new RunFolder(run);

    assertThat(stored.readResult().spec()).isEqualTo(stored.readSpec());
    assertThat(stored.readEvents())
        .isEqualTo(stored.readResult().history().stream().map(EpochMetrics::asTrained).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /history/1/test_accuracy   | 1000      | history[1].test_accuracy is 1000, not a number of at most 100
          /history/1/test_accuracy   | 50.0      | history[1].test_accuracy is 50.0, which is not 7 right of 8 images
          /history/1/train_accuracy  | -1        | history[1].train_accuracy is -1, not a number of at least 0
          /history/1/train_loss      | "NaN"     | history[1].train_loss is "NaN", not a finite number
          /history/1/test_loss       | 1e999     | history[1].test_loss is
          /history/1/test_loss       | "abc"     | history[1].test_loss is "abc", not a finite number
          /history/1/test_loss       | null      | history[1].test_loss is null, not a finite number
          /history/1/test_correct    | -5        | history[1].test_correct is -5, not a number of at least 0
          /history/1/test_correct    | 9         | history[1].test_correct is 9, more than the 8 test images
          /history/1/test_correct    | 1.5       | history[1].test_correct is 1.5, not a whole number
          /history/1/test_correct    | 99999999999 | history[1].test_correct is 99999999999, not a number of at most 2147483647
          /history/1/epoch           | 1         | history[1].epoch is 1, not 2: epochs are missing, doubled or out of order
          /history/1/epoch           | 3         | history[1].epoch is 3, not 2: epochs are missing, doubled or out of order
          /history/1/seconds         | -0.5      | history[1].seconds is -0.5, not a number of at least 0
          /history/1/images_per_second | -1      | history[1].images_per_second is -1, not a number of at least 0
          /history/1/learning_rate   | true      | history[1].learning_rate is true, not a finite number
          /history/1                 | null      | history[1] is null, not an object
          /history                   | []        | history is a list, and has no epoch
          /history                   | {}        | history is an object, not a list
          /spec/recipe/epochs        | 5         | history is a list, of 3 epochs where 5 were planned and the run ended with ALL_EPOCHS
          /spec/recipe/epochs        | 2         | history is a list, of 3 epochs where 2 were planned and the run ended with ALL_EPOCHS
          /spec/recipe/batch_size    | 0         | spec.recipe.batch_size is 0, not a number of at least 1
          /spec/recipe/optimizer     | "sgd(lr"  | spec.recipe.optimizer
          /spec/recipe/name          | 5         | spec.recipe.name is 5, not a text
          /spec/recipe/loss          | 5         | spec.recipe.loss is 5, not a text
          /spec/recipe/notes         | [1]       | spec.recipe.notes[0] is 1, not a text
          /spec/recipe/label_smoothing | 2       | spec.recipe.label_smoothing is 2, not a number of at most 1
          /spec/recipe/clip_norm     | "x"       | spec.recipe.clip_norm is "x", not a finite number
          /spec/recipe/normalization/mean | "x"  | spec.recipe.normalization.mean is "x", not a finite number
          /spec/recipe/normalization/channels | [{"mean": 0, "std": "x"}] | spec.recipe.normalization.channels[0].std is "x", not a finite number
          /spec/recipe/validation    | -1        | spec.recipe.validation is -1, not a number of at least 0
          /spec/recipe/validation_seed | "x"     | spec.recipe.validation_seed is "x", not a whole number
          /spec/data                 | {"format": "csv", "path": 5, "sha256": "0"} | spec.data.path is 5, not a text
          /history/1/validation_loss | -1        | history[1].validation_loss is -1, not a number of at least 0
          /history/1/validation_accuracy | 101   | history[1].validation_loss
          /spec/recipe/early_stopping/patience | 0 | spec.recipe.early_stopping.patience is 0, not a number of at least 1
          /spec/recipe/early_stopping/target_accuracy | 101 | spec.recipe.early_stopping.target_accuracy is 101, not a number of at most 100
          /provenance/build/commit   | 5         | provenance.build.commit is 5, not a text
          /provenance/ancestor       | {"run": 5, "epochs": 2} | provenance.ancestor.run is 5, not a text
          /provenance/ancestor       | {"run": "r", "epochs": 0} | provenance.ancestor.epochs is 0, not a number of at least 1
          /provenance/build/engine_checksum | 5  | provenance.build.engine_checksum is 5, not a text
          /spec/recipe/augmentations | [null]    | spec.recipe.augmentations[0] is null, not a text
          /spec/threads              | 0         | spec.threads is 0, not a number of at least 1
          /spec/zoo                  | 12        | spec.zoo is 12, not a text
          /spec                      | null      | spec is null, not an object
          /stop_reason               | "BORED"   | stop_reason is "BORED", not one of
          /parameters                | -1        | parameters is -1, not a number of at least 0
          /peak_memory_bytes         | -1        | peak_memory_bytes is -1, not a number of at least 0
          /signature | {"input": [1, 4], "classes": ["a", "b"]} | signature.input is a list, not channels, height and width
          /signature | {"input": [1, 4, 0], "classes": ["a", "b"]} | signature.input[2] is 0, not a number of at least 1
          /signature | {"input": [1, 4, 4], "classes": ["a"]} | signature.classes is a list, of 1 names where there are 2 classes
          /signature | {"input": [1, 4, 4], "classes": ["a", 1]} | signature.classes[1] is 1, not a text
          /schema_version            | 0         | schema_version is 0, not a number of at least 1
          /schema_version            | "four"    | schema_version is "four", not a whole number
          /test_outcome/images       | 5         | history[0].test_accuracy is 50.0, which is not 4 right of 5 images
          /test_outcome/images       | 0         | test_outcome.images is 0, not a number of at least 1
          /test_outcome/confusion    | [[3,2],[1,3]] | test_outcome.confusion is a list, whose sum of 9 is not the 8 images
          /test_outcome/confusion    | [[2,2],[1,3]] | test_outcome.confusion is a list, whose diagonal has 5 right where 6 were
          /test_outcome/confusion    | [[3,1]]   | test_outcome.confusion[0] is a list, of 2 classes where there are 1
          /test_outcome/confusion    | [[3,-1],[3,3]] | test_outcome.confusion[0][1] is -1, not a number of at least 0
          /test_outcome/correct      | "!"       | test_outcome.correct is "!", not base64
          /test_outcome/correct      | "/w=="    | test_outcome.correct marks 8 images, but history[2].test_correct is 6
          /test_outcome/correct      | "AAD/"    | test_outcome.correct is "AAD/", which marks an image beyond the last of 8
          /test_outcome/mistakes/1/image      | 2   | test_outcome.mistakes[1].image is 2, which is doubled or out of order
          /test_outcome/mistakes/1/image      | 7   | test_outcome.mistakes[1].image is 7, which the network got right
          /test_outcome/mistakes/1/image      | 8   | test_outcome.mistakes[1].image is 8, not a number of at most 7
          /test_outcome/mistakes/1/label      | 2   | test_outcome.mistakes[1].label is 2, not a number of at most 1
          /test_outcome/mistakes/1/predicted  | 2   | test_outcome.mistakes[1].predicted is 2, not a number of at most 1
          /test_outcome/mistakes/1/predicted  | 1   | test_outcome.mistakes is a list, which does not agree with the confusion matrix
          /test_outcome/mistakes/1/confidence | 1.5 | test_outcome.mistakes[1].confidence is 1.5, not a number of at most 1
          /test_outcome/mistakes              | []  | test_outcome.mistakes is a list, which does not agree with the confusion matrix
          /provenance/finished_at             | "soon" | provenance.finished_at is "soon", not a time such as 2026-01-31T12:00:00Z
          /provenance/engine/name             | 5      | provenance.engine.name is 5, not a text
          /provenance/machine/processors      | 0      | provenance.machine.processors is 0, not a number of at least 1
          /provenance/build/numeric_version   | "x"    | provenance.build.numeric_version is "x", not a whole number
          """)
  void refusesWhatCannotBe(String pointer, String value, String problem) throws IOException {
    JsonNode result = RunJson.compact().readTree(StoredResults.small());
    set(result, pointer, RunJson.compact().readTree(value));
    Files.writeString(folder.resultFile(), result.toString().replace("\"1e999\"", "1e999"));

    assertThatThrownBy(folder::readResult)
        .isInstanceOfSatisfying(
            MenagerieException.class,
            e -> assertThat(e.code()).isEqualTo(ErrorCode.RESULT_UNREADABLE))
        .hasMessageStartingWith("Cannot read %s: %s", folder.resultFile(), problem)
        .hasMessageEndingWith(
            "; restore it from a copy, or give the run's command again, which makes it from the"
                + " last whole checkpoint.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /test/correct      | 9      | test.correct is 9, more than the 8 test images
          /test/accuracy     | 50     | test.accuracy is 50, which is not 6 right of 8 images
          /test/loss         | -1     | test.loss is -1, not a number of at least 0
          /test_images       | 0      | test_images is 0, not a number of at least 1
          /spec/init         | null   | spec.init is null, not an object
          /spec/init/sha256  | 5      | spec.init.sha256 is 5, not a text
          /signature/classes | [1]    | signature.classes[0] is 1, not a text
          /imported_at       | "soon" | imported_at is "soon", not a time such as 2026-01-31T12:00:00Z
          /menagerie         | null   | menagerie is null, not a text
          /dataset_checksums | {"a": 1} | dataset_checksums.a is 1, not a text
          /parameters        | -1     | parameters is -1, not a number of at least 0
          /schema_version    | 0      | schema_version is 0, not a number of at least 1
          """)
  void refusesAnImportThatCannotBe(String pointer, String value, String problem)
      throws IOException {
    JsonNode imported = RunJson.compact().readTree(StoredResults.imported());
    set(imported, pointer, RunJson.compact().readTree(value));
    Files.writeString(folder.importFile(), imported.toString());

    assertThatThrownBy(folder::readImport)
        .hasMessage(
            "Cannot read %s: %s; restore it from a copy, or import the network again."
                .formatted(folder.importFile(), problem));
  }

  @Test
  void readsAResultWithValidation() throws IOException {
    Files.writeString(folder.resultFile(), StoredResults.validated());

    RunResult result = folder.readResult();
    assertThat(result.validationImages()).hasValue(5);
    assertThat(result.history().get(0).test()).isEmpty();
    assertThat(result.bestEpoch().validation()).contains(new Scores(0.5, 80, 4));
    assertThat(result.bestEpoch().test()).contains(new Scores(0.4, 87.5, 7));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          /history/0/validation_correct  | 6    | history[0].validation_correct is 6, more than the 5 validation images
          /history/0/validation_accuracy | 75   | history[0].validation_accuracy is 75, which is not 3 right of 5 images
          /history/0/validation_loss     | null | history[0].validation_loss is null, not a finite number
          /history/0/test_correct        | 4    | history[0].test_loss is missing
          /history/1/test_accuracy       | 50.0 | history[1].test_accuracy is 50.0, which is not 7 right of 8 images
          /history/2/test_correct        | null | history[2].test_correct is null, not a whole number
          /history/2/validation_correct  | 5    | history[2].validation_accuracy is 80.0, which is not 5 right of 5 images
          /validation_images             | 0    | validation_images is 0, not a number of at least 1
          /validation_images             | null | validation_images is null, not a whole number
          /spec/recipe/validation        | 1    | spec.recipe cannot be read: The part of the training images to hold out must be a share between 0 and 1, or a whole number of at least 2, not 1.0
          /spec/recipe/validation        | null | history[0].test_correct is missing
          /spec/recipe/provided_validation | true | spec.recipe.provided_validation is true, which goes with no other choice of validation images
          /spec/recipe/fold              | {}   | spec.recipe.fold is an object, which goes with no other choice of validation images
          /spec/recipe/validation_seed   | 0.5  | spec.recipe.validation_seed is 0.5, not a whole number
          """)
  void refusesAValidationThatCannotBe(String pointer, String value, String problem)
      throws IOException {
    JsonNode result = RunJson.compact().readTree(StoredResults.validated());
    set(result, pointer, RunJson.compact().readTree(value));
    Files.writeString(folder.resultFile(), result.toString());

    assertThatThrownBy(folder::readResult)
        .hasMessageStartingWith("Cannot read %s: %s", folder.resultFile(), problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          {"number": 0, "of": 2}    | spec.recipe.fold.number is 0, not a number of at least 1
          {"number": 3, "of": 2}    | spec.recipe.fold.number is 3, not a number of at most 2
          {"number": 1, "of": 1}    | spec.recipe.fold.of is 1, not a number of at least 2
          {"number": 1}             | spec.recipe.fold.of is missing
          """)
  void refusesAFoldThatCannotBe(String fold, String problem) throws IOException {
    JsonNode result = RunJson.compact().readTree(StoredResults.validated());
    ((ObjectNode) result.at("/spec/recipe")).remove("validation");
    set(result, "/spec/recipe/fold", RunJson.compact().readTree(fold));
    Files.writeString(folder.resultFile(), result.toString());

    assertThatThrownBy(folder::readResult)
        .hasMessageStartingWith("Cannot read %s: %s", folder.resultFile(), problem);
  }

  @Test
  void readsResultsThatWereValidatedOnOtherImages() throws IOException {
    Map<String, Validation> ways =
        Map.of(
            "{\"provided_validation\": true}", new Validation.Provided(),
            "{\"fold\": {\"number\": 2, \"of\": 5}}", new Validation.Fold(2, 5));
    for (Map.Entry<String, Validation> way : ways.entrySet()) {
      JsonNode result = RunJson.compact().readTree(StoredResults.validated());
      ObjectNode recipe = (ObjectNode) result.at("/spec/recipe");
      recipe.remove("validation");
      recipe.setAll((ObjectNode) RunJson.compact().readTree(way.getKey()));
      Files.writeString(folder.resultFile(), result.toString());

      RunResult read = folder.readResult();
      assertThat(read.spec().recipe().validatedOn()).contains(way.getValue());
      assertThat(read.isValidated()).isTrue();
    }
  }

  @Test
  void refusesThatMoreThanTheFinalAndTheBestEpochAreTested() throws IOException {
    JsonNode result = RunJson.compact().readTree(StoredResults.validated());
    ((ObjectNode) result.at("/history/0"))
        .put("test_loss", 0.4)
        .put("test_accuracy", 50)
        .put("test_correct", 4);
    Files.writeString(folder.resultFile(), result.toString());

    assertThatThrownBy(folder::readResult)
        .hasMessageContaining(
            "history[0] was tested, though it is neither the final epoch nor the best");
  }

  private static void set(JsonNode root, String pointer, JsonNode value) {
    int end = pointer.lastIndexOf('/');
    JsonNode parent = root.at(pointer.substring(0, end));
    String last = pointer.substring(end + 1);
    if (parent instanceof ArrayNode list) {
      list.set(Integer.parseInt(last), value);
    } else {
      ((ObjectNode) parent).set(last, value);
    }
  }

  @Test
  void takesAnEpochThatIsAllRight() throws IOException {
    JsonNode result = RunJson.compact().readTree(StoredResults.small());
    set(result, "/history/0/test_correct", RunJson.compact().readTree("8"));
    set(result, "/history/0/test_accuracy", RunJson.compact().readTree("100"));
    Files.writeString(folder.resultFile(), result.toString());

    assertThat(folder.readResult().history().get(0).testAccuracy()).isEqualTo(100);
  }

  @Test
  void quotesTheBeginningOfALongReason() throws IOException {
    JsonNode result = RunJson.compact().readTree(StoredResults.small());
    set(result, "/spec/recipe/optimizer", TextNode.valueOf("sgd(" + "x".repeat(1_000)));
    Files.writeString(folder.resultFile(), result.toString());

    assertThatThrownBy(folder::readResult)
        .hasMessageStartingWith("Cannot read %s: spec.recipe.optimizer", folder.resultFile())
        .hasMessageContaining(": Cannot read \"sgd(xxx")
        .hasMessageContaining("xxx...; restore");
  }

  @Test
  void refusesAFileThatNoRunCanHave() throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(folder.resultFile().toFile(), "rw")) {
      file.setLength((64 << 20) + 1);
    }

    assertThatThrownBy(folder::readResult)
        .hasMessage(
            "Cannot read %s: it is larger than 64 MiB, which no file of a run is.",
            folder.resultFile());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/schema_version",
        "/history",
        "/spec",
        "/spec/seed",
        "/spec/recipe/normalization/std",
        "/history/0/seconds",
        "/parameters",
        "/test_outcome/images",
        "/provenance/machine/cpu"
      })
  void namesWhatIsMissing(String pointer) throws IOException {
    JsonNode result = RunJson.compact().readTree(StoredResults.small());
    int end = pointer.lastIndexOf('/');
    ((ObjectNode) result.at(pointer.substring(0, end))).remove(pointer.substring(end + 1));
    Files.writeString(folder.resultFile(), result.toString());

    assertThatThrownBy(folder::readResult)
        .hasMessageContaining(
            ": %s is missing; ", pointer.substring(1).replace("/0/", "[0].").replace('/', '.'));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          null        | it is null, not an object
          []          | it is a list, not an object
          "result"    | it is "result", not an object
          ``          | it is empty
          {"a": 1     | it is cut off
          {"a": 1} x  | it is no JSON at line 1
          {"a":1,"a":2} | it is no JSON at line 1
          """)
  void saysWhatIsNoResult(String text, String problem) throws IOException {
    Files.writeString(folder.resultFile(), text);

    assertThatThrownBy(folder::readResult)
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("Cannot read %s: %s; ", folder.resultFile(), problem);
  }

  @Test
  void tellsDamageFromWhatStandsInTheWay() throws IOException {
    Files.createDirectory(folder.resultFile());
    assertThatThrownBy(folder::readResult)
        .hasMessage("Cannot read %s: it is a folder; move it away.", folder.resultFile());

    Files.createSymbolicLink(folder.specFile(), folder.specFile());
    assertThatThrownBy(folder::readSpec)
        .hasMessageContaining("try again when its disk or network folder is available")
        .hasMessageNotContaining("restore");
  }

  @Test
  void refusesTheResultOfAnotherRun() throws IOException {
    Files.writeString(folder.resultFile(), StoredResults.small());
    folder.writeSpec(folder.readResult().spec().toBuilder().seed(8).build());

    assertThatThrownBy(folder::readResult)
        .hasMessageContaining("it is of the run progressive-model2-vector-s1-")
        .hasMessageContaining("and spec.json beside it of progressive-model2-vector-s8-");
  }

  @Test
  void readsAResultThoughItsSpecIsDamaged() throws IOException {
    Files.writeString(folder.resultFile(), StoredResults.small());
    Files.writeString(folder.specFile(), "{");

    assertThat(folder.readResult().history()).hasSize(3);
    assertThatThrownBy(folder::readSpec)
        .hasMessageEndingWith("or give the run's command again, which writes it again.");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "{}",
        "[]",
        "\"text\"",
        "5",
        "{\"epoch\": 2",
        "",
        // The first epoch again.
        "{\"epoch\":1"
      })
  void takesEventsUpToTheFirstThatCannotBe(String line) throws IOException {
    List<EpochMetrics> history =
        StoredJson.parse(
                StoredResults.small().getBytes(UTF_8), RunResult.class, StoredChecks::result)
            .history();
    folder.appendEvent(history.get(0));
    String first = Files.readString(folder.events());
    String bad = line.equals("{\"epoch\":1") ? first.strip() : line;
    Files.writeString(
        folder.events(), first + bad + "\n" + first.replace("\"epoch\":1", "\"epoch\":2"));

    assertThat(folder.readEvents()).containsExactly(history.get(0));
  }

  /** With its quotation marks, a text of 38 characters has the 40 that are shown. */
  @Test
  void showsAValueWholeUpToFortyCharacters() throws IOException {
    ObjectNode result = (ObjectNode) RunJson.compact().readTree(StoredResults.small());
    result.put("stop_reason", "x".repeat(38));
    Files.writeString(folder.resultFile(), result.toString());
    assertThatThrownBy(folder::readResult)
        .hasMessageContaining("stop_reason is \"%s\", not one of", "x".repeat(38));

    result.put("stop_reason", "x".repeat(39));
    Files.writeString(folder.resultFile(), result.toString());
    assertThatThrownBy(folder::readResult)
        .hasMessageContaining("stop_reason is \"%s..., not one of", "x".repeat(39));
  }

  @Test
  void showsNoMoreOfADamagedValueThanItsBeginning() throws IOException {
    ObjectNode result = (ObjectNode) RunJson.compact().readTree(StoredResults.small());
    result.put("stop_reason", "\u001b[2J" + "x".repeat(10_000));
    Files.writeString(folder.resultFile(), result.toString());

    assertThatThrownBy(folder::readResult)
        .satisfies(
            e ->
                assertThat(Objects.requireNonNull(e.getMessage()))
                    .doesNotContain("\u001b")
                    .hasSizeLessThan(500));
  }
}
