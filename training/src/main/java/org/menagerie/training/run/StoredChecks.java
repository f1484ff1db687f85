package org.menagerie.training.run;

import static java.time.format.DateTimeFormatter.ISO_INSTANT;

import java.time.DateTimeException;
import java.util.Arrays;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.recipe.Sampler;

/** Whether stored values can be: each by itself, and all together. */
final class StoredChecks {
  /** Accuracies are written in full; in percent. */
  private static final double ROUNDING = 1e-6;

  private static final int IMAGE_DIMENSIONS = 3;

  private static final String TEST = "test_";
  private static final String VALIDATION = "validation_";
  private static final String PART = "validation";
  private static final String FOLD = "fold";

  /** Where a recipe says which images choose; at most one of them does. */
  private static final List<String> VALIDATIONS = List.of(PART, "provided_validation", FOLD);

  private static final List<String> SCORES = List.of("loss", "accuracy", "correct");

  private StoredChecks() {}

  static void spec(StoredValue spec) {
    for (String name : List.of("zoo", "model", "engine", "dataset")) {
      spec.get(name).text();
    }
    spec.get("seed").whole(Long.MIN_VALUE, Long.MAX_VALUE);
    spec.get("threads").whole(1, Integer.MAX_VALUE);
    spec.find("data").ifPresent(StoredChecks::data);
    StoredValue recipe = spec.get("recipe");
    for (String name : List.of("name", "optimizer", "schedule")) {
      recipe.get(name).text();
    }
    recipe.find("loss").ifPresent(StoredValue::text);
    for (String name : List.of("epochs", "batch_size")) {
      recipe.get(name).whole(1, Integer.MAX_VALUE);
    }
    recipe.get("augmentations").items().forEach(StoredValue::text);
    recipe.get("notes").items().forEach(StoredValue::text);
    recipe.get("label_smoothing").number(0, 1);
    recipe.find("clip_norm").ifPresent(StoredValue::number);
    normalization(recipe.get("normalization"));
    StoredValue early = recipe.get("early_stopping");
    early.find("patience").ifPresent(patience -> patience.whole(1, Integer.MAX_VALUE));
    early.find("target_accuracy").ifPresent(target -> target.number(0, 100));
    recipe.find("sampler").ifPresent(StoredChecks::sampler);
    validation(recipe);
    recipe.find("validation_seed").ifPresent(seed -> seed.whole(Long.MIN_VALUE, Long.MAX_VALUE));
  }

  private static void validation(StoredValue recipe) {
    List<StoredValue> ways =
        VALIDATIONS.stream().flatMap(way -> recipe.find(way).stream()).toList();
    if (ways.size() > 1) {
      throw ways.get(1).refused("which goes with no other choice of validation images");
    }
    recipe.find(PART).ifPresent(part -> part.number(0, Integer.MAX_VALUE));
    recipe
        .find(FOLD)
        .ifPresent(fold -> fold.get("number").whole(1, fold.get("of").whole(2, Integer.MAX_VALUE)));
  }

  private static boolean validates(StoredValue recipe) {
    return VALIDATIONS.stream().anyMatch(way -> recipe.find(way).isPresent());
  }

  private static void sampler(StoredValue sampler) {
    if (Sampler.of(sampler.text()).isEmpty()) {
      throw sampler.refused("which is no sampler");
    }
  }

  private static void data(StoredValue data) {
    for (String name : List.of("format", "path", "sha256")) {
      data.get(name).text();
    }
    data.find("validation_sha256").ifPresent(StoredValue::text);
  }

  private static void normalization(StoredValue normalization) {
    normalization.get("mean").number();
    normalization.get("std").number();
    normalization.find("channels").stream()
        .flatMap(channels -> channels.items().stream())
        .forEach(StoredChecks::normalization);
  }

  /**
   * One epoch.
   *
   * @param number that it has to have
   */
  static void epoch(StoredValue epoch, int number) {
    StoredValue stated = epoch.get("epoch");
    if (stated.whole(1, Integer.MAX_VALUE) != number) {
      throw stated.refused("not %d: epochs are missing, doubled or out of order".formatted(number));
    }
    epoch.get("train_loss").number();
    epoch.get("train_accuracy").number(0, 100);
    if (isJudged(epoch, VALIDATION)) {
      scores(epoch, VALIDATION);
    }
    if (isJudged(epoch, TEST) || !isJudged(epoch, VALIDATION)) {
      scores(epoch, TEST);
    }
    epoch.get("learning_rate").number();
    for (String time : List.of("seconds", "evaluation_seconds", "data_seconds")) {
      epoch.get(time).number(0, Double.MAX_VALUE);
    }
    epoch.get("images_per_second").number(0, Double.MAX_VALUE);
  }

  /** Whether anything is said of how the epoch's network judged images. */
  private static boolean isJudged(StoredValue epoch, String images) {
    return SCORES.stream().anyMatch(score -> epoch.find(images + score).isPresent());
  }

  private static void scores(StoredValue epoch, String images) {
    epoch.get(images + "loss").number(0, Double.MAX_VALUE);
    epoch.get(images + "accuracy").number(0, 100);
    epoch.get(images + "correct").count();
  }

  static void result(StoredValue result) {
    result.get("schema_version").whole(1, Integer.MAX_VALUE);
    spec(result.get("spec"));
    result.get("parameters").whole(0, Long.MAX_VALUE);
    result.get("multiply_accumulates").whole(0, Long.MAX_VALUE);
    result.find("peak_memory_bytes").ifPresent(bytes -> bytes.whole(0, Long.MAX_VALUE));
    StoredValue outcome = result.get("test_outcome");
    history(result);
    judgements(result, outcome.get("images").whole(1, Integer.MAX_VALUE));
    outcome(outcome, last(result.get("history").items()).get("test_correct"));
    result
        .find("signature")
        .ifPresent(found -> signature(found, outcome.get("confusion").items().size()));
    provenance(result.get("provenance"));
  }

  static void imported(StoredValue imported) {
    imported.get("schema_version").whole(1, Integer.MAX_VALUE);
    StoredValue spec = imported.get("spec");
    spec(spec);
    for (String name : List.of("file", "sha256")) {
      spec.get("init").get(name).text();
    }
    imported.get("parameters").whole(0, Long.MAX_VALUE);
    StoredValue signature = imported.get("signature");
    signature(signature, signature.get("classes").items().size());
    StoredValue test = imported.get("test");
    test.get("loss").number(0, Double.MAX_VALUE);
    rightOf(test, "", imported.get("test_images").whole(1, Integer.MAX_VALUE), "test");
    imported.get("dataset_checksums").requireTexts();
    imported.get("menagerie").text();
    time(imported.get("imported_at"));
  }

  private static void signature(StoredValue signature, int classes) {
    StoredValue input = signature.get("input");
    if (input.items().size() != IMAGE_DIMENSIONS) {
      throw input.refused("not channels, height and width");
    }
    input.items().forEach(size -> size.whole(1, Integer.MAX_VALUE));
    StoredValue names = signature.get("classes");
    names.items().forEach(StoredValue::text);
    if (names.items().size() != classes) {
      throw names.refused(
          "of %d names where there are %d classes".formatted(names.items().size(), classes));
    }
  }

  /** Which epochs were judged on what: with validation, the final and the best one were tested. */
  private static void judgements(StoredValue result, long testImages) {
    List<StoredValue> history = result.get("history").items();
    if (!validates(result.get("spec").get("recipe"))) {
      for (StoredValue epoch : history) {
        judgement(epoch, TEST, testImages);
        if (isJudged(epoch, VALIDATION)) {
          throw new StoredValue.Refusal(
              "%s was validated, though no images are held out".formatted(epoch.place()));
        }
      }
      return;
    }
    long held = result.get("validation_images").whole(1, Integer.MAX_VALUE);
    int best = 0;
    for (int i = 0; i < history.size(); i++) {
      judgement(history.get(i), VALIDATION, held);
      best = validated(history.get(i)) > validated(history.get(best)) ? i : best;
    }
    for (int i = 0; i < history.size(); i++) {
      if (i == best || i == history.size() - 1) {
        judgement(history.get(i), TEST, testImages);
      } else if (isJudged(history.get(i), TEST)) {
        throw new StoredValue.Refusal(
            "%s was tested, though it is neither the final epoch nor the best"
                .formatted(history.get(i).place()));
      }
    }
  }

  private static int validated(StoredValue epoch) {
    return epoch.get(VALIDATION + "correct").count();
  }

  private static void judgement(StoredValue epoch, String images, long all) {
    rightOf(epoch, images, all, images.replace("_", ""));
    epoch.get(images + "loss").number();
  }

  /** Number and percentage of right answers, whose keys begin with {@code prefix}. */
  private static void rightOf(StoredValue scores, String prefix, long all, String images) {
    StoredValue correct = scores.get(prefix + "correct");
    StoredValue accuracy = scores.get(prefix + "accuracy");
    if (correct.count() > all) {
      throw correct.refused("more than the %d %s images".formatted(all, images));
    }
    if (Math.abs(accuracy.number() - 100.0 * correct.count() / all) > ROUNDING) {
      throw accuracy.refused("which is not %d right of %d images".formatted(correct.count(), all));
    }
  }

  private static void history(StoredValue result) {
    List<StoredValue> history = result.get("history").items();
    if (history.isEmpty()) {
      throw result.get("history").refused("and has no epoch");
    }
    for (int i = 0; i < history.size(); i++) {
      epoch(history.get(i), i + 1);
    }
    long planned = result.get("spec").get("recipe").get("epochs").whole(1, Integer.MAX_VALUE);
    StoredValue reason = result.get("stop_reason");
    if (Arrays.stream(StopReason.values()).noneMatch(r -> r.name().equals(reason.text()))) {
      throw reason.refused("not one of " + List.of(StopReason.values()));
    }
    boolean toTheEnd = reason.text().equals(StopReason.ALL_EPOCHS.name());
    if (history.size() > planned || (toTheEnd && history.size() != planned)) {
      throw result
          .get("history")
          .refused(
              "of %d epochs where %d were planned and the run ended with %s"
                  .formatted(history.size(), planned, reason.text()));
    }
  }

  private static void outcome(StoredValue outcome, StoredValue finalCorrect) {
    int images = outcome.get("images").count();
    int right = finalCorrect.count();
    BitSet correct = bits(outcome.get("correct"), images);
    if (correct.cardinality() != right) {
      throw new StoredValue.Refusal(
          "%s marks %d images, but %s is %d"
              .formatted(
                  outcome.get("correct").place(),
                  correct.cardinality(),
                  finalCorrect.place(),
                  right));
    }
    int[][] confusion = confusion(outcome.get("confusion"), images, right);
    Optional<StoredValue> mistakes = outcome.find("mistakes");
    mistakes.ifPresent(list -> mistakes(list, correct, confusion, images));
  }

  private static BitSet bits(StoredValue text, int images) {
    try {
      BitSet bits = BitSet.valueOf(Base64.getDecoder().decode(text.text()));
      if (bits.length() > images) {
        throw text.refused("which marks an image beyond the last of %d".formatted(images));
      }
      return bits;
    } catch (IllegalArgumentException e) {
      throw text.refused("not base64");
    }
  }

  private static int[][] confusion(StoredValue matrix, int images, int right) {
    List<StoredValue> rows = matrix.items();
    int[][] counts = new int[rows.size()][rows.size()];
    long sum = 0;
    long diagonal = 0;
    for (int row = 0; row < counts.length; row++) {
      List<StoredValue> cells = rows.get(row).items();
      if (cells.size() != counts.length) {
        throw rows.get(row)
            .refused("of %d classes where there are %d".formatted(cells.size(), counts.length));
      }
      for (int column = 0; column < counts.length; column++) {
        counts[row][column] = cells.get(column).count();
        sum += counts[row][column];
        diagonal += row == column ? counts[row][column] : 0;
      }
    }
    if (sum != images) {
      throw matrix.refused("whose sum of %d is not the %d images".formatted(sum, images));
    }
    if (diagonal != right) {
      throw matrix.refused("whose diagonal has %d right where %d were".formatted(diagonal, right));
    }
    return counts;
  }

  private static void mistakes(StoredValue list, BitSet correct, int[][] confusion, int images) {
    int classes = confusion.length;
    int[][] found = new int[classes][classes];
    int before = -1;
    for (StoredValue mistake : list.items()) {
      StoredValue image = mistake.get("image");
      int number = (int) image.whole(0, images - 1L);
      if (number <= before) {
        throw image.refused("which is doubled or out of order");
      }
      if (correct.get(number)) {
        throw image.refused("which the network got right");
      }
      before = number;
      int label = (int) mistake.get("label").whole(0, classes - 1L);
      found[label][(int) mistake.get("predicted").whole(0, classes - 1L)]++;
      mistake.get("confidence").number(0, 1);
    }
    for (int row = 0; row < classes; row++) {
      confusion[row][row] = 0;
    }
    if (!Arrays.deepEquals(found, confusion)) {
      throw list.refused("which does not agree with the confusion matrix");
    }
  }

  private static void provenance(StoredValue provenance) {
    provenance.get("menagerie").text();
    for (String map : List.of("engine", "dataset_checksums", "plugin_checksums")) {
      provenance.get(map).requireTexts();
    }
    StoredValue machine = provenance.get("machine");
    for (String name : List.of("java", "os", "cpu")) {
      machine.get(name).text();
    }
    machine.get("processors").whole(1, Integer.MAX_VALUE);
    provenance
        .find("build")
        .ifPresent(
            build -> {
              build.get("commit").text();
              build.find("engine_checksum").ifPresent(StoredValue::text);
              build.find("numeric_version").ifPresent(v -> v.whole(0, Integer.MAX_VALUE));
            });
    provenance
        .find("ancestor")
        .ifPresent(
            ancestor -> {
              ancestor.get("run").text();
              ancestor.get("epochs").whole(1, Integer.MAX_VALUE);
            });
    for (String name : List.of("started_at", "finished_at")) {
      time(provenance.get(name));
    }
  }

  private static void time(StoredValue time) {
    try {
      ISO_INSTANT.parse(time.text());
    } catch (DateTimeException e) {
      throw time.refused("not a time such as 2026-01-31T12:00:00Z");
    }
  }

  private static StoredValue last(List<StoredValue> values) {
    return values.get(values.size() - 1);
  }
}
