package org.menagerie.engine.testkit;

import java.util.Optional;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.Network;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/**
 * One engine on trial.
 *
 * @param engine what is tried
 * @param complete whether it has to run every network; otherwise what it cannot run is skipped
 */
record Trial(Engine engine, boolean complete) {

  /** Cross-entropy as it is, no clipping, one thread. */
  static SessionSpec spec(Network network, Optimizer optimizer) {
    return SessionSpec.builder(network, optimizer, CrossEntropy.plain()).build();
  }

  /** A session on a network that every engine has to run. */
  Session open(SessionSpec spec, TensorMap weights) {
    return engine.open(spec, weights);
  }

  /**
   * A session on a network that the engine may lack something for.
   *
   * @throws TestAbortedException if so, which skips the check and says what is lacking
   */
  Session openIfAble(SessionSpec spec, TensorMap weights) {
    lacking(spec.network())
        .ifPresent(
            layer ->
                skip(
                    "The engine %s cannot run layer %s (%s) of this network."
                        .formatted(engine.name(), layer.index(), layer.layer().describe())));
    try {
      return engine.open(spec, weights);
    } catch (MenagerieException e) {
      if (e.code() == ErrorCode.ENGINE_UNAVAILABLE) {
        skip(e.getMessage());
      }
      throw e;
    }
  }

  /** The first layer that the engine says it cannot run. */
  Optional<LayerSummary> lacking(Network network) {
    return network.summary().layers().stream()
        .filter(layer -> !engine.canRun(layer.layer()))
        .findFirst();
  }

  /** Ends a check as skipped, or as failed where nothing may be skipped. */
  void skip(String reason) {
    if (complete) {
      throw new AssertionFailedError(reason);
    }
    throw new TestAbortedException(reason);
  }
}
