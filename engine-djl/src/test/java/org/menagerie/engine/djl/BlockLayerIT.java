package org.menagerie.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;

/** A block of DJL as a layer: two channels of one pixel each, scaled, are the logits. */
class BlockLayerIT {
  private static final Shape INPUT = Shape.image(2, 1, 1);
  private static final Batch BATCH = Batch.of(new float[] {3, 5, -1, 2}, new int[] {0, 1}, 2);

  static Stream<Arguments> engines() {
    return Stream.of(new PyTorchEngine(), new MxNetEngine())
        .map(engine -> Arguments.of(Named.of(engine.name(), engine)));
  }

  @ParameterizedTest
  @MethodSource("engines")
  void computesWithTheFrameworksWeights(Engine engine) {
    try (Session session = open(engine, network(new ChannelScale(2, false)))) {
      assertThat(session.evaluate(BATCH)).containsExactly(6f, -5f, -2f, -2f);
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void isTrainedLikeAnyOtherLayer(Engine engine) {
    try (Session session = open(engine, network(new ChannelScale(2, false)))) {
      // Softmax minus one-hot, times the input, averaged over both samples.
      double first = 1 / (1 + Math.exp(-11)) - 1;
      double second = 0.5;
      double gradient = (first * 3 + second * -1) / 2;
      assertThat((double) session.gradients(BATCH).get("0.scale").values()[0])
          .isCloseTo(gradient, within(1e-5));

      session.train(BATCH, new StepSettings(0.1, 0));

      assertThat((double) session.save().weights().get("0.scale").values()[0])
          .isCloseTo(2 - 0.1 * gradient, within(1e-5));
    }
  }

  @ParameterizedTest
  @MethodSource("engines")
  void refusesABlockWhoseParametersAreNotTheStatedOnes(Engine engine) {
    assertThatExceptionOfType(MenagerieException.class)
        .isThrownBy(() -> open(engine, network(new ChannelScale(3, false))).close())
        .withMessage(
            "The block of layer 0 (ChannelScale) has parameters of shapes [(2, 1, 1)] but the layer"
                + " states [(3, 1, 1)].");
  }

  @ParameterizedTest
  @MethodSource("engines")
  void refusesABlockThatKeepsValuesOfItsOwn(Engine engine) {
    assertThatExceptionOfType(MenagerieException.class)
        .isThrownBy(() -> open(engine, network(new ChannelScale(2, true))).close())
        .withMessage(
            "The block of layer 0 (ChannelScale) must train all of its parameters and track no"
                + " statistics.");
  }

  @Test
  void runsOnTheEnginesThatTheLayerNames() {
    assertThat(new PyTorchEngine().canRun(new ChannelScale(1, false))).isTrue();
    assertThat(new MxNetEngine().canRun(new ChannelScale(1, false))).isFalse();
    assertThat(new MxNetEngine().canRun(Layers.relu())).isTrue();
  }

  private static Network network(ChannelScale layer) {
    return Network.of(INPUT, layer, Layers.flatten());
  }

  private static Session open(Engine engine, Network network) {
    Shape shape = network.parameters().get(0).shape();
    float[] scales = shape.channels() == 2 ? new float[] {2, -1} : new float[shape.channels()];
    return engine.open(
        SessionSpec.builder(network, Sgd.of(0.1, 0), CrossEntropy.plain()).build(),
        new TensorMap(Map.of("0.scale", new Tensor(shape, scales))));
  }
}
