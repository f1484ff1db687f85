package org.menagerie.api.engine;

import java.util.List;
import java.util.Map;
import org.menagerie.api.recipe.StepSettings;

/** A network being trained on an engine. Not thread-safe. The loss is that of its specification. */
public interface Session extends AutoCloseable {

  /**
   * Forward, backward, update.
   *
   * @throws org.menagerie.api.error.MenagerieException if the engine fails
   */
  StepResult train(Batch batch, StepSettings settings);

  /**
   * Trains like {@link #train}, and tells what that took, in the order of computation. Layers that
   * cost nothing may be left out.
   *
   * @throws UnsupportedOperationException if the engine does not keep times, see {@link
   *     Engine#canProfile}
   */
  default List<LayerTime> profile(Batch batch, StepSettings settings) {
    throw new UnsupportedOperationException("this engine does not keep times");
  }

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
   * Restores a saved state.
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
