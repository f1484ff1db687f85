package org.menagerie.api.engine;

import java.util.Map;
import org.menagerie.api.recipe.StepSettings;

/**
 * A network being trained on an engine. Not thread-safe. The loss is the mean cross-entropy of the
 * logits.
 */
public interface Session extends AutoCloseable {

  /**
   * Forward, backward, update.
   *
   * @throws org.menagerie.api.error.MenagerieException if the engine fails
   */
  StepResult train(Batch batch, StepSettings settings);

  /** Logits {@code [size, classes]} in evaluation mode: running statistics, no dropout. */
  float[] evaluate(Batch batch);

  /**
   * Gradients of the loss in training mode, before clipping, by parameter name; changes no
   * parameter. Running statistics may move.
   */
  TensorMap gradients(Batch batch);

  /** Fixes the engine's own random choices (dropout) from here on. */
  void seed(long seed);

  /** A copy of everything that training changes. */
  SessionState save();

  /**
   * Goes on from a saved state.
   *
   * @throws org.menagerie.api.error.MenagerieException if names or shapes are not this network's
   */
  void restore(SessionState state);

  /** What computed: library versions, device, threads; kept in results. */
  Map<String, String> provenance();

  /** Frees native memory. */
  @Override
  void close();
}
