package org.menagerie.reports;

import java.util.ArrayList;
import java.util.Base64;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.PublishedResult;
import org.menagerie.api.model.Target;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Validation;
import org.menagerie.training.run.Build;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.Machine;
import org.menagerie.training.run.Misclassification;
import org.menagerie.training.run.Provenance;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Scores;
import org.menagerie.training.run.StopReason;
import org.menagerie.training.run.TestOutcome;

/** Runs made up for tests: {@code progressive/model2} on MNIST unless said otherwise. */
public final class SampleRun {
  public static final String MNIST_TEST_IMAGES =
      "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7";

  private static final int TEST_IMAGES = 10_000;
  private static final int HELD_OUT = 100;

  private final List<EpochMetrics> history = new ArrayList<>();
  private String zoo = "progressive";
  private String model = "model2";
  private String engine = "pytorch";
  private String dataset = "mnist";
  private String checksum = MNIST_TEST_IMAGES;
  private long seed = 1;
  private int threads = 2;
  private String processor = "a processor";
  private long parameters = 7_976;
  private long multiplyAccumulates = 1_000_000;
  private StopReason stopReason = StopReason.ALL_EPOCHS;
  private UnaryOperator<Recipe.Builder> recipe = builder -> builder;
  private BitSet correct = new BitSet();
  private List<List<Integer>> confusion = List.of();
  private Optional<List<Misclassification>> mistakes = Optional.empty();
  private OptionalInt validationImages = OptionalInt.empty();
  private OptionalLong peakMemory = OptionalLong.empty();
  private Build build = Build.UNKNOWN;

  public SampleRun model(String newZoo, String newModel) {
    zoo = newZoo;
    model = newModel;
    return this;
  }

  public SampleRun engine(String name) {
    engine = name;
    return this;
  }

  /** Other data than MNIST's. */
  public SampleRun otherData(String name) {
    return otherData(name, "00");
  }

  public SampleRun otherData(String name, String newChecksum) {
    dataset = name;
    checksum = newChecksum;
    return this;
  }

  /** MNIST's data under another name. */
  public SampleRun mnistCalled(String name) {
    dataset = name;
    return this;
  }

  public SampleRun seed(long value) {
    seed = value;
    return this;
  }

  public SampleRun threads(int number) {
    threads = number;
    return this;
  }

  public SampleRun processor(String name) {
    processor = name;
    return this;
  }

  public SampleRun parameters(long value) {
    parameters = value;
    return this;
  }

  /** Says how many multiply-accumulates an image takes. */
  public SampleRun costing(long value) {
    multiplyAccumulates = value;
    return this;
  }

  /** Changes the recipe, which otherwise plans as many epochs as there are. */
  public SampleRun recipe(StopReason reason, UnaryOperator<Recipe.Builder> change) {
    stopReason = reason;
    recipe = change;
    return this;
  }

  /** Adds an epoch of 12.5 seconds. */
  public SampleRun epoch(double trainAccuracy, int testCorrect) {
    return epoch(trainAccuracy, testCorrect, 5.0 / (history.size() + 2));
  }

  /** Adds an epoch; the test loss is a little below the training loss. */
  public SampleRun epoch(double trainAccuracy, int testCorrect, double trainLoss) {
    history.add(
        EpochMetrics.builder(history.size() + 1)
            .trainLoss(trainLoss)
            .trainAccuracy(trainAccuracy)
            .testLoss(0.9 * trainLoss)
            .testAccuracy(100.0 * testCorrect / TEST_IMAGES)
            .testCorrect(testCorrect)
            .learningRate(0.01)
            .seconds(12.5)
            .evaluationSeconds(1.5)
            .dataSeconds(0.25)
            .imagesPerSecond(4_800)
            .build());
    return this;
  }

  /**
   * Says that a hundred images were held out, of which the epochs so far get so many right: only
   * the final and the best of these epochs were tested.
   */
  public SampleRun validated(int... right) {
    int best = 0;
    for (int i = 1; i < right.length; i++) {
      best = right[i] > right[best] ? i : best;
    }
    for (int i = 0; i < right.length; i++) {
      EpochMetrics.Builder epoch =
          history.get(i).toBuilder().validation(Optional.of(new Scores(0.5, right[i], right[i])));
      boolean tested = i == best || i == right.length - 1;
      history.set(i, (tested ? epoch : epoch.test(Optional.empty())).build());
    }
    UnaryOperator<Recipe.Builder> before = recipe;
    recipe = builder -> before.apply(builder).validation(HELD_OUT);
    validationImages = OptionalInt.of(HELD_OUT);
    return this;
  }

  /** Says that the images that were held out are one of so many folds. */
  public SampleRun fold(int number, int of) {
    UnaryOperator<Recipe.Builder> before = recipe;
    recipe = builder -> before.apply(builder).validatedOn(new Validation.Fold(number, of));
    return this;
  }

  /** Says which test images the final network got wrong; all others it got right. */
  public SampleRun wrong(int... images) {
    correct = new BitSet();
    correct.set(0, TEST_IMAGES);
    for (int image : images) {
      correct.clear(image);
    }
    return this;
  }

  /** Says that the first images are those that the final network got right, of two classes. */
  public SampleRun firstCorrect() {
    int right = history.get(history.size() - 1).testCorrect();
    correct = new BitSet();
    correct.set(0, right);
    confusion = List.of(List.of(right, TEST_IMAGES - right), List.of(0, 0));
    return this;
  }

  /** Says what the final network answered, in a data set of two classes. */
  public SampleRun answers(List<List<Integer>> newConfusion, Misclassification... wrong) {
    confusion = newConfusion;
    mistakes = Optional.of(List.of(wrong));
    return this;
  }

  /** Says how much memory the process had at most. */
  public SampleRun peakMemory(long bytes) {
    peakMemory = OptionalLong.of(bytes);
    return this;
  }

  /** Says at which version of its numbers the engine computed. */
  public SampleRun numericVersion(int version) {
    build = new Build("unknown", Optional.empty(), OptionalInt.of(version));
    return this;
  }

  /** As version 1 of the schema has it. */
  public SampleRun withoutMistakes() {
    mistakes = Optional.empty();
    return this;
  }

  public RunResult result() {
    Recipe whole = recipe.apply(Recipe.builder("default").epochs(history.size())).build();
    var checksums = new TreeMap<String, String>();
    checksums.put("test_images", checksum);
    checksums.put("test_labels", "11");
    return new RunResult(
        RunResult.SCHEMA_VERSION,
        RunSpec.builder(zoo, model)
            .engine(engine)
            .dataset(dataset)
            .recipe(whole)
            .seed(seed)
            .threads(threads)
            .build(),
        parameters,
        multiplyAccumulates,
        stopReason,
        history,
        new TestOutcome(
            TEST_IMAGES,
            Base64.getEncoder().encodeToString(correct.toByteArray()),
            confusion,
            mistakes),
        validationImages,
        Optional.empty(),
        peakMemory,
        new Provenance(
            "0.1.0",
            build,
            new TreeMap<>(),
            checksums,
            new TreeMap<>(),
            new Machine("17", "Linux", processor, 2),
            "2026-01-01T00:00:00Z",
            "2026-01-01T00:10:00Z"));
  }

  /** Knows {@code progressive/model2} alone, with one recipe: {@code default}, of 15 epochs. */
  public static ModelLookup knowing(PublishedResult published, Target... targets) {
    ModelDefinition model2 = new Model2(Optional.of(published), List.of(targets));
    return (zoo, model) ->
        zoo.equals("progressive") && model.equals("model2")
            ? Optional.of(model2)
            : Optional.empty();
  }

  private record Model2(Optional<PublishedResult> published, List<Target> targets)
      implements ModelDefinition {
    @Override
    public String zoo() {
      return "progressive";
    }

    @Override
    public String name() {
      return "model2";
    }

    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public Network network() {
      return Network.of(Shape.image(1, 28, 28));
    }
  }
}
