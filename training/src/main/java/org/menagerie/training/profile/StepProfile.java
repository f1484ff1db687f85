package org.menagerie.training.profile;

import java.util.List;
import org.menagerie.api.engine.LayerTime;

/**
 * The time of a training step, by layer.
 *
 * @param batchSize images of a batch
 * @param threads processor threads of the engine
 * @param steps how many steps this is the mean of
 * @param stepMillis of the whole step
 * @param layers the time spent on each layer, in the order of computation
 */
public record StepProfile(
    int batchSize, int threads, int steps, double stepMillis, List<LayerTime> layers) {

  public StepProfile {
    layers = List.copyOf(layers);
  }

  /** The time that belongs to no layer: the loss, the update, threads that wait. */
  public double otherMillis() {
    return stepMillis
        - layers.stream().mapToDouble(time -> time.forwardMillis() + time.backwardMillis()).sum();
  }
}
