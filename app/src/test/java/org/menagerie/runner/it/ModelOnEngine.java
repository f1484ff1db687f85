package org.menagerie.runner.it;

import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Sgd;
import org.menagerie.data.pipeline.BatchPipeline;
import org.menagerie.data.pipeline.EpochBatches;
import org.menagerie.training.loop.InitialWeights;

/** One model to be tried on one engine. */
record ModelOnEngine(ModelDefinition model, Engine engine) {

  static Stream<ModelOnEngine> all() {
    return Installed.CATALOG.models().stream()
        .flatMap(
            model ->
                Installed.CATALOG.engines().all().stream()
                    .map(engine -> new ModelOnEngine(model, engine)));
  }

  Network network() {
    return model.network();
  }

  List<Parameter> trainable() {
    return network().parameters().stream().filter(Parameter::trainable).toList();
  }

  Recipe recipe() {
    return model.recipes().get(0);
  }

  /** Digits as the model's own recipe normalises them. */
  Batch batch() {
    int size = Installed.DIGITS.size();
    try (BatchPipeline pipeline =
            BatchPipeline.forEvaluation(Installed.DIGITS, size, recipe().normalization());
        EpochBatches batches = pipeline.epoch(1)) {
      return batches.next();
    }
  }

  /** A session that goes straight down the gradient. */
  Session open() {
    return open(new SessionSpec(network(), Sgd.of(1, 0), 0, OptionalDouble.empty(), 1));
  }

  /** A session with everything that the model's own recipe asks for. */
  Session openByRecipe() {
    return open(
        new SessionSpec(
            network(), recipe().optimizer(), recipe().labelSmoothing(), recipe().clipNorm(), 1));
  }

  private Session open(SessionSpec spec) {
    return engine.open(spec, InitialWeights.draw(network(), 1));
  }

  @Override
  public String toString() {
    return Installed.id(model) + " on " + engine.name();
  }
}
