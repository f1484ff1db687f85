package org.menagerie.training.plan;

import static java.util.stream.Collectors.joining;

import java.util.List;
import java.util.Optional;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.Network;

/**
 * Whether an engine can run a model, asked before anything is loaded.
 *
 * @param installed all engines, for telling which others can
 */
public record EngineCheck(List<Engine> installed) {

  /**
   * Refuses a model that the engine cannot train.
   *
   * @throws MenagerieException if the engine does not run on this machine, or cannot run one of the
   *     model's layers
   */
  public void requireRunnable(Engine engine, ModelId model, Network network) {
    Optional<String> reason = engine.unavailable();
    if (reason.isPresent()) {
      throw new MenagerieException(
          ErrorCode.ENGINE_UNAVAILABLE,
          "The engine %s does not run here: %s".formatted(engine.name(), reason.get()));
    }
    List<LayerSummary> layers = network.summary().layers();
    Optional<LayerSummary> unknown = firstUnknown(engine, layers);
    if (unknown.isPresent()) {
      throw new MenagerieException(
          ErrorCode.ENGINE_UNAVAILABLE,
          "The engine %s cannot run layer %s (%s) of %s; %s."
              .formatted(
                  engine.name(),
                  unknown.get().index(),
                  unknown.get().layer().describe(),
                  model,
                  others(layers)));
    }
  }

  /**
   * Refuses to profile on an engine that does not measure its layers.
   *
   * @throws MenagerieException if the engine cannot tell what layers take
   */
  public void requireProfile(Engine engine) {
    if (!engine.canProfile()) {
      String able =
          installed.stream().filter(Engine::canProfile).map(Engine::name).collect(joining(", "));
      throw new MenagerieException(
          ErrorCode.ENGINE_UNAVAILABLE,
          "The engine %s cannot tell what each layer takes; %s."
              .formatted(engine.name(), orNone(able)));
    }
  }

  private String others(List<LayerSummary> layers) {
    String able =
        installed.stream()
            .filter(other -> firstUnknown(other, layers).isEmpty())
            .map(Engine::name)
            .collect(joining(", "));
    return orNone(able);
  }

  private static String orNone(String able) {
    return able.isEmpty() ? "no installed engine can" : "engines that can: " + able;
  }

  private static Optional<LayerSummary> firstUnknown(Engine engine, List<LayerSummary> layers) {
    return layers.stream().filter(layer -> !engine.canRun(layer.layer())).findFirst();
  }
}
