package org.menagerie.training.loop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.data.io.Sha256;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.training.checkpoint.Checkpoint;
import org.menagerie.training.loop.RecordingEngine.Call;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.Teacher;
import org.menagerie.training.run.WeightsFile;

/** What a run is begun with: the images of each class, stored weights, and a teacher. */
class TrainingJobTest {
  private final Network network = network(Shape.image(1, 2, 3));
  private final RunSpec spec =
      RunSpec.builder("zoo", "model")
          .engine(RecordingEngine.NAME)
          .dataset("six")
          .recipe(Recipe.builder("default").epochs(2).batchSize(6).build())
          .build();

  /** Weights of the network that nobody would draw. */
  private Path stored;

  @TempDir private Path folder;

  @BeforeEach
  void storeWeights() {
    stored = folder.resolve("weights.safetensors");
    TensorMap weights = InitialWeights.draw(network, 1);
    weights.asMap().values().forEach(tensor -> Arrays.fill(tensor.values(), 7));
    new Checkpoint(1, SessionState.initial(weights), OptionalInt.empty()).write(stored);
  }

  private WeightsFile weightsFile() throws IOException {
    return new WeightsFile(stored.toString(), Sha256.of(Files.readAllBytes(stored)));
  }

  private static Network network(Shape images) {
    return Network.of(images, Layers.flatten(), Layers.linear(3));
  }

  private TrainingJob job(RunSpec run, Engine engine, Loss loss, Optional<Network> teacher) {
    ImageSet images =
        new ImageSet(
            teacher.orElse(network).input(),
            new byte[ExpectedCalls.PIXELS * 6],
            new byte[] {0, 2, 2, 0, 2, 1});
    return new TrainingJob(
        run,
        teacher.orElse(network),
        engine,
        Dataset.builder("six", 3, images, images).build(),
        Optional.empty(),
        Sgd.of(0.1, 0.9),
        loss,
        step -> new StepSettings(0.1, 0.9),
        List.of(),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        teacher);
  }

  @Test
  void doesNotTakeARecipeThatHoldsOutImagesForOneOfAllImages() {
    RunSpec validated =
        spec.toBuilder().recipe(spec.recipe().toBuilder().validation(0.5).build()).build();
    RecordingEngine engine = new RecordingEngine(Long.MAX_VALUE);

    assertThatThrownBy(() -> job(validated, engine, CrossEntropy.plain(), Optional.empty()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("images are held out as the recipe says");
  }

  @Test
  void tellsTheLossHowManyTrainingImagesOfEachClassThereAre() {
    List<int[]> told = new ArrayList<>();
    Loss fitted = CrossEntropy.plain();
    Loss balanced =
        new Loss() {
          @Override
          public Component component() {
            return Component.of("balanced");
          }

          @Override
          public double apply(float[] logits, int label, double[] gradient) {
            return 0;
          }

          @Override
          public Loss fittedTo(int[] imagesPerClass) {
            told.add(imagesPerClass);
            return fitted;
          }
        };

    TrainingJob job = job(spec, new RecordingEngine(Long.MAX_VALUE), balanced, Optional.empty());

    assertThat(told)
        .singleElement()
        .satisfies(counts -> assertThat(counts).containsExactly(2, 1, 3));
    assertThat(job.loss()).isSameAs(fitted);
    assertThat(job.sessionSpec().loss()).isSameAs(fitted);
  }

  @Test
  void beginsWithStoredWeightsAndGoesOnWithoutThem() throws IOException {
    RunSpec started = spec.toBuilder().init(Optional.of(weightsFile())).build();
    RecordingEngine first = new RecordingEngine(Long.MAX_VALUE);
    RecordingEngine second = new RecordingEngine(Long.MAX_VALUE);

    train(job(started, first, CrossEntropy.plain(), Optional.empty()), 1);
    Files.delete(stored);
    train(job(started, second, CrossEntropy.plain(), Optional.empty()), 2);

    assertThat(opened(first).weights().tensors().get("1.bias")).containsExactly(7f, 7f, 7f);
    assertThat(second.calls())
        .filteredOn(Call.Restore.class::isInstance)
        .singleElement()
        // One step after the stored ones.
        .satisfies(
            call ->
                assertThat(((Call.Restore) call).weights().tensors().get("1.bias"))
                    .containsExactly(8f, 8f, 8f));
  }

  private static Call.Open opened(RecordingEngine engine) {
    return (Call.Open) engine.calls().get(0);
  }

  private void train(TrainingJob job, int epochs) {
    new RecordedRuns(folder, "constant").train(job, epochs);
  }

  @Test
  void opensTheTeacherWithItsWeightsBesideTheStudent() throws IOException {
    RecordingEngine engine = new RecordingEngine(Long.MAX_VALUE);

    job(taught(), engine, CrossEntropy.plain(), Optional.of(network))
        .open(InitialWeights.draw(network, 1))
        .close();

    assertThat(opened(engine).weights().tensors().get("1.bias")).containsExactly(7f, 7f, 7f);
    assertThat(engine.calls())
        .extracting(call -> call.getClass().getSimpleName())
        .containsExactly("Open", "Open", "Close", "Close");
  }

  /** Levels of 0 to 1, which the teacher knows by another mean and deviation in each channel. */
  @Test
  void showsTheTeacherEachChannelAsItKnowsIt() throws IOException {
    RecordingEngine engine = new RecordingEngine(Long.MAX_VALUE);
    Normalization ofChannels =
        Normalization.of(
            0,
            1,
            List.of(
                Normalization.of(0, 1), Normalization.of(0.5, 0.5), Normalization.of(0.25, 0.25)));
    Normalization own = spec.recipe().normalization();
    float[] images = new float[6];
    for (int i = 0; i < images.length; i++) {
      images[i] = (float) ((i % 2 - own.mean()) / own.std());
    }
    Network colours = network(Shape.image(3, 1, 2));

    try (Session session =
        job(taught(ofChannels), engine, CrossEntropy.plain(), Optional.of(colours))
            .open(InitialWeights.draw(colours, 1))) {
      session.train(Batch.of(images, new int[] {0}, 1), new StepSettings(0.1, 0.9));
    }

    Call.Evaluate asked =
        engine.calls().stream()
            .filter(Call.Evaluate.class::isInstance)
            .map(Call.Evaluate.class::cast)
            .findFirst()
            .orElseThrow();
    assertThat(asked.images())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-6 ? 0 : Float.compare(a, b))
        .containsExactly(0f, 1f, -1f, 1f, -1f, 3f);
  }

  /** An engine may hold memory that nothing else gives back. */
  @Test
  void closesTheTeacherWhereTheStudentCannotBeOpened() throws IOException {
    RecordingEngine recording = new RecordingEngine(Long.MAX_VALUE);
    IllegalStateException failure = new IllegalStateException("no memory left");
    Engine full =
        new Engine() {
          @Override
          public String name() {
            return "full";
          }

          @Override
          public String description() {
            return "opens one session";
          }

          @Override
          public Session open(SessionSpec sessionSpec, TensorMap weights) {
            if (!recording.calls().isEmpty()) {
              throw failure;
            }
            return recording.open(sessionSpec, weights);
          }
        };
    TrainingJob job = job(taught(), full, CrossEntropy.plain(), Optional.of(network));

    assertThatThrownBy(() -> job.open(InitialWeights.draw(network, 1))).isSameAs(failure);

    assertThat(recording.calls()).hasSize(2).last().isEqualTo(new Call.Close());
  }

  private RunSpec taught() throws IOException {
    return taught(spec.recipe().normalization());
  }

  private RunSpec taught(Normalization normalization) throws IOException {
    Teacher teacher = new Teacher("zoo", "big", Optional.empty(), normalization, weightsFile());
    return spec.toBuilder().teacher(Optional.of(teacher)).build();
  }
}
