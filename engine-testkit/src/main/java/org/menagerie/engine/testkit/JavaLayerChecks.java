package org.menagerie.engine.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.engine.testkit.Requirements.require;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.optimizer.Sgd;

/**
 * A layer that a plug-in computes in Java, at each place that a network has for it, and one that it
 * makes of others: they train like the built-in layers that do the same.
 */
final class JavaLayerChecks {
  private static final Shape INPUT = Shape.image(2, 6, 5);
  private static final int CLASSES = 3;
  private static final StepSettings SETTINGS = new StepSettings(0.1, 0.9);
  private static final double TOLERANCE = 1e-5;
  private static final int STEPS = 3;

  private final Trial trial;

  JavaLayerChecks(Trial trial) {
    this.trial = trial;
  }

  /** Makes a layer for a number of channels. */
  private interface Maker extends IntFunction<Layer> {}

  private record Block(String describe, List<Layer> layers) implements Composite {}

  Stream<DynamicNode> tests() {
    return Stream.of(
        test("first", make -> List.of(make.apply(2), Layers.conv2d(3, 3))),
        test(
            "in the middle",
            make -> List.of(Layers.conv2d(3, 3), Layers.batchNorm(), make.apply(3), Layers.relu())),
        test("twice in a row", make -> List.of(make.apply(2), make.apply(2), Layers.conv2d(3, 1))),
        test(
            "in a branch beside its input",
            make ->
                List.of(
                    Layers.conv2d(3, 1),
                    Layers.residual(Layers.conv2d(3, 1), make.apply(3), Layers.conv2d(3, 1)))),
        test(
            "in a branch beside another",
            make ->
                List.of(
                    Layers.conv2d(3, 1),
                    Layers.concat(
                        List.of(Layers.conv2d(2, 1), Layers.batchNorm()),
                        List.of(make.apply(3)),
                        List.of()))),
        test(
            "in a branch within a branch",
            make ->
                List.of(
                    Layers.conv2d(3, 1),
                    Layers.residual(
                        Layers.relu(),
                        Layers.add(List.of(make.apply(3)), List.of(Layers.conv2d(3, 1)))),
                    make.apply(3))),
        test(
            "in branches at the beginning",
            make -> List.of(Layers.concat(List.of(), List.of(make.apply(2))), make.apply(4))),
        dynamicTest("a composite trains like its layers", this::composite));
  }

  private DynamicNode test(String place, Function<Maker, List<Layer>> layers) {
    return dynamicTest(
        "a Java layer trains like a convolution " + place,
        () ->
            compare(
                network(layers.apply(c -> new ChannelAffine())),
                network(layers.apply(JavaLayerChecks::same))));
  }

  /** A built-in layer that does what {@link ChannelAffine} does. */
  private static Layer same(int channels) {
    return Layers.conv2d(channels, 1).withGroups(channels);
  }

  private static Network network(List<Layer> layers) {
    List<Layer> all = new ArrayList<>(layers);
    all.add(Layers.flatten());
    all.add(Layers.linear(CLASSES));
    return new Network(INPUT, all);
  }

  private void composite() {
    List<Layer> layers =
        List.of(Layers.conv2d(3, 3), Layers.batchNorm(), Layers.relu(), Layers.conv2d(2, 1));
    compare(network(List.of(new Block("block", layers))), network(layers));
  }

  /** Tensors of both networks stand in the same order. */
  private void compare(Network one, Network other) {
    TensorMap weights = Samples.weights(other, 5);
    List<float[]> first = run(one, renamed(weights, one));
    List<float[]> second = run(other, weights);
    require(first.size() == second.size(), "%d arrays instead of %d.", first.size(), second.size());
    for (int k = 0; k < first.size(); k++) {
      float[] actual = first.get(k);
      float[] expected = second.get(k);
      for (int i = 0; i < expected.length; i++) {
        double tolerance = TOLERANCE * (1 + Math.abs(expected[i]));
        require(
            Math.abs(actual[i] - expected[i]) <= tolerance,
            "Array %d: number %d is %s, but %s with built-in layers.",
            k,
            i,
            actual[i],
            expected[i]);
      }
    }
  }

  private static TensorMap renamed(TensorMap weights, Network network) {
    List<Tensor> values = List.copyOf(weights.asMap().values());
    Map<String, Tensor> renamed = new LinkedHashMap<>();
    List<Parameter> parameters = network.parameters();
    for (int i = 0; i < parameters.size(); i++) {
      renamed.put(
          parameters.get(i).name(), new Tensor(parameters.get(i).shape(), values.get(i).values()));
    }
    return new TensorMap(renamed);
  }

  /** Logits, gradients, and what some steps leave behind. */
  private List<float[]> run(Network network, TensorMap weights) {
    List<float[]> results = new ArrayList<>();
    Batch batch = Samples.batch(INPUT, 19, CLASSES);
    try (Session session = trial.openIfAble(Trial.spec(network, Sgd.of(0.1, 0.9)), weights)) {
      results.add(session.evaluate(batch));
      session.gradients(batch).asMap().values().forEach(g -> results.add(g.values()));
    }
    try (Session session = trial.openIfAble(Trial.spec(network, Sgd.of(0.1, 0.9)), weights)) {
      for (int step = 0; step < STEPS; step++) {
        results.add(session.train(batch, SETTINGS).logits());
      }
      session.save().weights().asMap().values().forEach(w -> results.add(w.values()));
    }
    return results;
  }
}
