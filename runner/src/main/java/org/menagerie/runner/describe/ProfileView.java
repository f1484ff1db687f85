package org.menagerie.runner.describe;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.training.profile.StepProfile;

/**
 * A measurement for programs: what {@code describe --profile --json} prints. Times are those of one
 * step, in milliseconds; a product and its addition are two operations, and a step has three of
 * them for each that the network has, one forward and two backward. The first layer that has any
 * lacks one, since nobody asks for the gradient of the images.
 */
record ProfileView(
    String model,
    String engine,
    int threads,
    int batchSize,
    int steps,
    double millis,
    double gigaflops,
    double otherMillis,
    List<LayersView> layers) {

  /** Layers that the engine computes as one. */
  record LayersView(
      List<String> indices,
      List<String> layers,
      double forwardMillis,
      double backwardMillis,
      double share,
      Optional<Double> gigaflops,
      SortedMap<String, Double> parts) {

    double millis() {
      return forwardMillis + backwardMillis;
    }
  }

  static ProfileView of(ModelDefinition model, String engine, StepProfile profile) {
    List<LayerSummary> network = model.network().summary().layers();
    List<LayersView> layers = new ArrayList<>();
    for (LayerTime time : profile.layers()) {
      layers.add(layers(time, network, profile));
    }
    return new ProfileView(
        ModelId.of(model).toString(),
        engine,
        profile.threads(),
        profile.batchSize(),
        profile.steps(),
        profile.stepMillis(),
        rate(operations(network, network) * profile.batchSize(), profile.stepMillis()),
        profile.otherMillis(),
        List.copyOf(layers));
  }

  private static LayersView layers(
      LayerTime time, List<LayerSummary> network, StepProfile profile) {
    List<LayerSummary> own =
        network.stream().filter(layer -> time.layers().contains(layer.index())).toList();
    double millis = time.forwardMillis() + time.backwardMillis();
    long operations = operations(own, network);
    return new LayersView(
        time.layers(),
        own.stream().map(layer -> layer.layer().describe()).toList(),
        time.forwardMillis(),
        time.backwardMillis(),
        millis / profile.stepMillis(),
        Optional.of(rate(operations * profile.batchSize(), millis)).filter(rate -> operations > 0),
        time.parts());
  }

  /** Additions and multiplications of one image's step. */
  private static long operations(List<LayerSummary> some, List<LayerSummary> network) {
    Optional<LayerSummary> first =
        network.stream().filter(layer -> layer.multiplyAccumulates() > 0).findFirst();
    return some.stream()
        .mapToLong(
            layer ->
                layer.multiplyAccumulates() * (first.filter(layer::equals).isPresent() ? 4 : 6))
        .sum();
  }

  private static double rate(long operations, double millis) {
    return operations / (millis * 1e6);
  }
}
