package org.menagerie.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.network.Network;
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
    SessionSpec spec =
        SessionSpec.builder(network, Sgd.of(0.05, 0.9), CrossEntropy.plain()).build();
    return engine.open(spec, Samples.weights(network, 3));
  }
}
