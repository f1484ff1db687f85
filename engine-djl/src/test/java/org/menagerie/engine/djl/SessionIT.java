package org.menagerie.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.network.Layers;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.engine.testkit.ReferenceNetwork;
import org.menagerie.engine.testkit.Samples;

/** What these engines do beyond the contract of all engines. */
final class SessionIT {

  static List<Engine> engines() {
    return List.of(new PyTorchEngine(), new MxNetEngine());
  }

  @ParameterizedTest
  @MethodSource("engines")
  void recordsTheVersionOfDjl(Engine engine) {
    try (Session session = open(engine, Samples.everyLayer())) {
      assertThat(session.provenance()).containsKey("djl");
    }
  }

  /** What a collection frees between forward and backward must not be what backward reads. */
  @ParameterizedTest
  @MethodSource("engines")
  void computesTheSameGradientsWhileGarbageIsCollected(Engine engine) throws InterruptedException {
    Network network = Samples.everyLayer();
    Batch batch = ReferenceNetwork.batch(5, 4);
    Thread collector = new Thread(SessionIT::collectGarbageUntilInterrupted);
    try (Session session = open(engine, network)) {
      List<float[]> expected = seededGradients(session, batch);
      collector.start();
      for (int i = 0; i < 15; i++) {
        assertThat(seededGradients(session, batch)).usingRecursiveComparison().isEqualTo(expected);
      }
    } finally {
      collector.interrupt();
      collector.join();
    }
  }

  /**
   * MXNet sums squares in plain 32-bit floats, one after another, which is what parts it from
   * PyTorch in networks with batch normalisation.
   */
  @ParameterizedTest
  @CsvSource({"pytorch, 1e-6", "mxnet, 1e-3"})
  void seesTheVarianceOfALargeBatch(String name, double tolerance) {
    Network network =
        Network.builder(Shape.image(1, 28, 28))
            .add(Layers.batchNorm(), Layers.flatten(), Layers.linear(10))
            .build();
    Batch batch = positive(ReferenceNetwork.batch(7, 128));
    Engine engine = engines().stream().filter(e -> e.name().equals(name)).findFirst().orElseThrow();
    try (Session session = engine.open(spec(network), Samples.weights(network, 3))) {
      double before = runningVariance(session);
      session.train(batch, new StepSettings(0, 0));
      double observed = (runningVariance(session) - 0.9 * before) / 0.1;
      double expected = unbiasedVariance(batch.images());
      assertThat(observed).isCloseTo(expected, within(tolerance * expected));
    }
  }

  private static Batch positive(Batch batch) {
    float[] images = batch.images().clone();
    for (int i = 0; i < images.length; i++) {
      images[i] = Math.max(0, images[i]);
    }
    return Batch.of(images, batch.labels(), batch.size());
  }

  private static double runningVariance(Session session) {
    return session.save().weights().get("0.running_var").values()[0];
  }

  private static double unbiasedVariance(float[] values) {
    double mean = 0;
    for (float value : values) {
      mean += value / (double) values.length;
    }
    double sum = 0;
    for (float value : values) {
      sum += (value - mean) * (value - mean);
    }
    return sum / (values.length - 1);
  }

  private static List<float[]> seededGradients(Session session, Batch batch) {
    session.seed(42);
    return session.gradients(batch).asMap().values().stream().map(Tensor::values).toList();
  }

  /** Freed memory is taken and filled with something else at once. */
  private static void collectGarbageUntilInterrupted() {
    List<ByteBuffer> taken = new ArrayList<>();
    while (!Thread.currentThread().isInterrupted()) {
      System.gc();
      if (taken.size() > 20_000) {
        taken.clear();
      }
      for (int i = 0; i < 200; i++) {
        taken.add(ByteBuffer.allocateDirect(Float.BYTES).putFloat(0, Float.MAX_VALUE));
      }
    }
  }

  private static Session open(Engine engine, Network network) {
    return engine.open(spec(network), Samples.weights(network, 3));
  }

  private static SessionSpec spec(Network network) {
    return SessionSpec.builder(network, Sgd.of(0.05, 0.9), CrossEntropy.plain()).build();
  }
}
