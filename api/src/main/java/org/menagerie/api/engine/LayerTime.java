package org.menagerie.api.engine;

import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What a training step spent on layers that an engine computes as one. Where several threads
 * compute, it is the mean over them, so that all layers together take at most the time of the step.
 *
 * @param layers their indices, as in {@link org.menagerie.api.network.LayerSummary}
 * @param forwardMillis in the pass forward
 * @param backwardMillis in the pass backward
 * @param parts the same time in milliseconds by what was done, in the engine's own words; may be
 *     empty
 */
public record LayerTime(
    List<String> layers,
    double forwardMillis,
    double backwardMillis,
    SortedMap<String, Double> parts) {

  public LayerTime {
    layers = List.copyOf(layers);
    parts = Collections.unmodifiableSortedMap(new TreeMap<>(parts));
  }
}
