package org.menagerie.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.testkit.Requirements.require;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.menagerie.api.data.ImageSet;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.BatchTransform;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.ImageTransform;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Sampler;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.data.pipeline.BatchMixing;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.data.pipeline.EpochBatches;

/** What every recipe must name: things that there are, with arguments of theirs. */
final class RecipeChecks {
  /** Enough for an augmentation that leaves nine of ten images alone. */
  private static final int IMAGES = 256;

  private final Trial trial;

  RecipeChecks(Trial trial) {
    this.trial = trial;
  }

  Stream<DynamicNode> tests() {
    return Stream.of(
        dynamicTest("has recipes of different names", this::hasRecipes),
        dynamicTest("names optimizers and losses that there are", this::resolves),
        dynamicTest("has a learning rate for every step", this::schedules),
        dynamicTest("has augmentations that change images", this::augments));
  }

  private void hasRecipes() {
    require(
        !trial.model().recipes().isEmpty(), "recipes() is empty, but a model needs at least one.");
    Set<String> names = new HashSet<>();
    for (Recipe recipe : trial.model().recipes()) {
      require(names.add(recipe.name()), "Two recipes are called \"%s\".", recipe.name());
    }
  }

  private void resolves() {
    for (Recipe recipe : trial.model().recipes()) {
      var unused = trial.catalog().canonical(recipe);
    }
  }

  private void schedules() {
    for (Recipe recipe : trial.model().recipes()) {
      Schedule.Curve curve = trial.curve(recipe);
      for (long step = 0; step < trial.plan(recipe).totalSteps(); step++) {
        requireUsable(curve.at(step), recipe, step);
      }
    }
  }

  private static void requireUsable(StepSettings settings, Recipe recipe, long step) {
    double rate = settings.learningRate();
    require(
        Double.isFinite(rate) && rate >= 0,
        "The recipe \"%s\": %s gives the learning rate %s in step %d.",
        recipe.name(),
        recipe.schedule(),
        rate,
        step);
    require(
        settings.momentum() >= 0 && settings.momentum() < 1,
        "The recipe \"%s\": %s gives the momentum %s in step %d, but it must be from 0 to below 1.",
        recipe.name(),
        recipe.schedule(),
        settings.momentum(),
        step);
  }

  private void augments() {
    ImageSet images = trial.dataset().train().first(IMAGES);
    for (Recipe recipe : trial.model().recipes()) {
      for (Component augmentation : recipe.augmentations()) {
        require(
            changesAny(images, trial.catalog().transform(augmentation)),
            "The recipe \"%s\": %s changes none of %d images.",
            recipe.name(),
            augmentation,
            images.size());
      }
      trial
          .catalog()
          .batchTransform(recipe)
          .ifPresent(
              transform ->
                  require(
                      changes(transform, images),
                      "The recipe \"%s\": %s changes nothing in a batch of %d images.",
                      recipe.name(),
                      recipe.batchAugmentation().orElseThrow(),
                      images.size()));
    }
  }

  private boolean changes(BatchTransform transform, ImageSet images) {
    BatchMixing mixing = new BatchMixing(transform, trial.dataset().classes());
    return !Arrays.equals(
        firstBatch(images, Optional.of(mixing)), firstBatch(images, Optional.empty()));
  }

  private static float[] firstBatch(ImageSet images, Optional<BatchMixing> mixing) {
    try (BatchPipeline pipeline =
            BatchPipeline.forTraining(
                images,
                images.size(),
                Normalization.MNIST,
                List.of(),
                1,
                Sampler.RANDOM,
                false,
                mixing);
        EpochBatches batches = pipeline.epoch(1)) {
      return batches.next().images();
    }
  }

  private static boolean changesAny(ImageSet images, ImageTransform transform) {
    byte[] source = new byte[images.imageLength()];
    byte[] target = new byte[images.imageLength()];
    for (int i = 0; i < images.size(); i++) {
      images.copyImage(i, source);
      transform.apply(source, target, images.shape(), RandomStream.of(1, "image", i));
      if (!Arrays.equals(source, target)) {
        return true;
      }
    }
    return false;
  }
}
