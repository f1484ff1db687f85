package org.menagerie.execution.check;

import java.util.Locale;
import java.util.OptionalLong;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.BatchTransform;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.MixableBatch;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.loop.InitialWeights;
import org.menagerie.training.loop.RandomImages;

/**
 * Checks a model as far as possible without a data set: its network, its recipes, the number of
 * parameters it states, and one training step of its default recipe on random images.
 */
public final class ModelCheck {
  private static final int IMAGES = 8;
  private static final long SEED = 1;

  private final Catalog catalog;
  private final Engine engine;

  public ModelCheck(Catalog catalog, Engine engine) {
    this.catalog = catalog;
    this.engine = engine;
  }

  /**
   * Tries the model.
   *
   * @throws MenagerieException if something about it is wrong
   */
  public void check(ModelDefinition model) {
    Network network = model.network();
    requireStatedParameters(model.statedParameters(), network);
    if (network.output().dimensions().size() != 1) {
      throw wrong("its network gives %s, but logits are a vector.", network.output());
    }
    for (Recipe recipe : model.recipes()) {
      var unused = catalog.firstStep(recipe);
      augment(recipe, network);
    }
    trainOneStep(network, model.recipes().get(0));
  }

  private static void requireStatedParameters(OptionalLong stated, Network network) {
    long counted = network.summary().trainableParameters();
    if (stated.isPresent() && stated.getAsLong() != counted) {
      throw wrong(
          "it states %,d parameters, but its network has %,d.", stated.getAsLong(), counted);
    }
  }

  private void augment(Recipe recipe, Network network) {
    Shape shape = network.input();
    byte[] image = new byte[Math.toIntExact(shape.elements())];
    byte[] changed = new byte[image.length];
    for (Component augmentation : recipe.augmentations()) {
      RandomStream random = RandomStream.of(SEED, "augmentation", 1, 0);
      catalog.transform(augmentation).apply(image, changed, shape, random);
    }
    recipe.testAugmentations().forEach(catalog::transform);
    catalog.batchTransform(recipe).ifPresent(transform -> mix(transform, network));
  }

  private static void mix(BatchTransform transform, Network network) {
    Batch batch = RandomImages.batch(network, IMAGES, SEED);
    int classes = Math.toIntExact(network.output().elements());
    transform.apply(
        MixableBatch.of(batch.images(), batch.labels(), IMAGES, network.input(), classes),
        RandomStream.of(SEED, "batch_augmentation", 1, 0));
  }

  private void trainOneStep(Network network, Recipe recipe) {
    SessionSpec spec = catalog.session(network, recipe, 1);
    Batch batch = RandomImages.batch(network, IMAGES, SEED);
    try (Session session = engine.open(spec, InitialWeights.draw(network, SEED))) {
      session.seed(SEED);
      StepResult result = session.train(batch, catalog.firstStep(recipe));
      if (!Double.isFinite(result.loss())) {
        throw wrong("the loss of its first training step is %s.", result.loss());
      }
    }
  }

  private static MenagerieException wrong(String form, Object... values) {
    return new MenagerieException(
        ErrorCode.PLUGIN_BROKEN, String.format(Locale.ROOT, form, values));
  }
}
