package org.menagerie.training.loop;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.data.Dataset;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Augmentation;
import org.menagerie.api.recipe.BatchAugmentation;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.LossFactory;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.OptimizerFactory;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.WeightAverageFactory;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.plan.DatasetLocator;
import org.menagerie.training.plan.Planner;
import org.menagerie.training.plan.RunRequest;
import org.menagerie.training.run.EpochMetrics;
import org.menagerie.training.run.RunFolder;

/**
 * The training that {@link ExpectedCalls} writes down, planned from names as on the command line.
 *
 * @param folder where runs go
 * @param schedule of the recipe, as text
 */
record RecordedRuns(Path folder, String schedule) {

  TrainingJob job(RecordingEngine engine) {
    return job(engine, Map.of());
  }

  /** The same with some settings changed, as with {@code --set}. */
  TrainingJob job(RecordingEngine engine, Map<String, String> settings) {
    return job(engine, settings, ExpectedCalls.SEED);
  }

  TrainingJob job(RecordingEngine engine, Map<String, String> settings, long seed) {
    Catalog catalog =
        Catalog.builder()
            .add(ModelDefinition.class, List.of(new Model(schedule)))
            .add(Engine.class, List.of(engine))
            .addInstalled(OptimizerFactory.class)
            .addInstalled(LossFactory.class)
            .addInstalled(Schedule.class)
            .addInstalled(WeightAverageFactory.class)
            .addInstalled(BatchAugmentation.class)
            .add(Augmentation.class, List.of(new Noise(), new Negative()))
            .add(DatasetProvider.class, List.of(new Images()))
            .build();
    Planner planner = new Planner(catalog, new DatasetLocator(catalog, folder));
    return planner.prepare(
        planner.specify(
            new RunRequest(
                "zoo",
                "model",
                RecordingEngine.NAME,
                Optional.of("images"),
                "",
                settings,
                seed,
                2)));
  }

  /** Trains, or goes on, until this many epochs are done. */
  Optional<Trainer.Outcome> train(TrainingJob job, int epochs) {
    return new Trainer(job, RunFolder.forRun(folder, job.spec()), new StopAfter(epochs)).run();
  }

  private static final class StopAfter implements TrainingListener {
    private final int wanted;
    private int done;

    StopAfter(int wanted) {
      this.wanted = wanted;
    }

    @Override
    public void started(int doneEpochs) {
      done = doneEpochs;
    }

    @Override
    public boolean goesOn() {
      return done < wanted;
    }

    @Override
    public void epoch(EpochMetrics metrics) {
      done = metrics.epoch();
    }
  }

  private record Model(String schedule) implements NamedModel {
    @Override
    public Network network() {
      return ExpectedCalls.NETWORK;
    }

    @Override
    public List<Recipe> recipes() {
      return List.of(
          Recipe.builder("default")
              .epochs(5)
              .batchSize(4)
              .optimizer("sgd(lr=0.1, momentum=0.9, weight_decay=0.01, nesterov=true)")
              .schedule(schedule)
              .augmentations("noise(levels=50)", "negative")
              .labelSmoothing(0.125)
              .clipNorm(0.75)
              .normalization(Normalization.of(0.25, 0.5))
              .build());
    }
  }

  private static final class Noise implements Augmentation {
    @Override
    public String name() {
      return "noise";
    }

    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public List<ParameterSpec> parameters() {
      return List.of(ParameterSpec.required("levels", "how many"));
    }

    @Override
    public ImageTransform create(Arguments arguments) {
      int levels = arguments.integer("levels", 1);
      return (source, target, shape, random) -> {
        for (int i = 0; i < target.length; i++) {
          target[i] = (byte) (source[i] + random.below(levels));
        }
      };
    }
  }

  private static final class Negative implements Augmentation {
    @Override
    public String name() {
      return "negative";
    }

    @Override
    public String description() {
      return "for tests";
    }

    @Override
    public ImageTransform create(Arguments arguments) {
      return (source, target, shape, random) -> {
        for (int i = 0; i < target.length; i++) {
          target[i] = (byte) ~source[i];
        }
      };
    }
  }

  private static final class Images implements DatasetProvider {
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
              "images", 3, images(ExpectedCalls.TRAINING_IMAGES), images(ExpectedCalls.TEST_IMAGES))
          .build();
    }

    private static ImageSet images(int count) {
      byte[] levels = new byte[count * ExpectedCalls.PIXELS];
      byte[] labels = new byte[count];
      for (int image = 0; image < count; image++) {
        labels[image] = ExpectedCalls.label(image);
        for (int pixel = 0; pixel < ExpectedCalls.PIXELS; pixel++) {
          levels[image * ExpectedCalls.PIXELS + pixel] = ExpectedCalls.level(image, pixel);
        }
      }
      return new ImageSet(ExpectedCalls.NETWORK.input(), levels, labels);
    }
  }
}
