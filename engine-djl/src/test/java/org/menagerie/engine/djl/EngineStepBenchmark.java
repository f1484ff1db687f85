package org.menagerie.engine.djl;

import static org.menagerie.api.network.Layers.batchNorm;
import static org.menagerie.api.network.Layers.conv2d;
import static org.menagerie.api.network.Layers.dropout;
import static org.menagerie.api.network.Layers.flatten;
import static org.menagerie.api.network.Layers.globalAvgPool;
import static org.menagerie.api.network.Layers.maxPool;
import static org.menagerie.api.network.Layers.relu;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Conv2d;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Network;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Parameter.Role;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.engine.testkit.ReferenceNetwork;

/**
 * Milliseconds per training step of the engine and of {@link BareLoop}, in turns: {@code
 * EngineStepBenchmark pytorch|mxnet THREADS} prints one line for each pair of blocks.
 */
final class EngineStepBenchmark {
  private static final int BATCH_SIZE = 128;
  private static final int STEPS_PER_BLOCK = 20;
  private static final int WARM_UP_PAIRS = 2;
  private static final int PAIRS = 15;
  private static final float LEARNING_RATE = 0.01f;
  private static final float MOMENTUM = 0.9f;
  private static final Shape IMAGE = Shape.image(1, 28, 28);

  private EngineStepBenchmark() {}

  public static void main(String[] args) {
    Backend backend = args[0].equals("mxnet") ? Backend.MXNET : Backend.PYTORCH;
    int threads = Integer.parseInt(args[1]);
    Map<String, Network> networks = new LinkedHashMap<>();
    networks.put("progressive/model2", model2());
    networks.put("pipeline/simple", simple());
    networks.forEach(
        (name, network) ->
            compare(
                "%s, %s, threads: %d".formatted(backend.id(), name, threads),
                backend,
                network,
                threads));
  }

  private static void compare(String title, Backend backend, Network network, int threads) {
    Engine engine = backend == Backend.MXNET ? new MxNetEngine() : new PyTorchEngine();
    TensorMap weights = weights(network);
    SessionSpec spec =
        SessionSpec.builder(network, Sgd.of(LEARNING_RATE, MOMENTUM), CrossEntropy.plain())
            .threads(threads)
            .build();
    Batch batch = ReferenceNetwork.batch(1, BATCH_SIZE);
    StepSettings settings = new StepSettings(LEARNING_RATE, MOMENTUM);
    try (Session session = engine.open(spec, weights);
        BareLoop bare =
            new BareLoop(backend, network, weights, BATCH_SIZE, LEARNING_RATE, MOMENTUM)) {
      requireSameLosses(session, bare, batch, settings);
      for (int pair = -WARM_UP_PAIRS; pair < PAIRS; pair++) {
        double ours = millisPerStep(() -> session.train(batch, settings), () -> {});
        double theirs = millisPerStep(() -> bare.train(batch), bare::finish);
        if (pair >= 0) {
          System.out.printf("%s\t%.3f\t%.3f%n", title, ours, theirs);
        }
      }
    }
  }

  private static double millisPerStep(Runnable step, Runnable finish) {
    long start = System.nanoTime();
    for (int i = 0; i < STEPS_PER_BLOCK; i++) {
      step.run();
    }
    finish.run();
    return (System.nanoTime() - start) / 1e6 / STEPS_PER_BLOCK;
  }

  /** Two loops that do not compute the same are not worth comparing. */
  private static void requireSameLosses(
      Session session, BareLoop bare, Batch batch, StepSettings settings) {
    for (int step = 0; step < 5; step++) {
      session.seed(step);
      double ours = session.train(batch, settings).loss();
      session.seed(step);
      double theirs = bare.train(batch);
      if (!(Math.abs(ours - theirs) < 1e-3)) {
        throw new IllegalStateException("step %d: %f, bare %f".formatted(step, ours, theirs));
      }
    }
  }

  private static TensorMap weights(Network network) {
    RandomStream random = RandomStream.ofSeed(1);
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    for (Parameter parameter : network.parameters()) {
      float[] values = new float[Math.toIntExact(parameter.shape().elements())];
      boolean one = parameter.role() == Role.SCALE || parameter.role() == Role.RUNNING_VARIANCE;
      double range =
          parameter.role() == Role.WEIGHT ? 1 / Math.sqrt((double) parameter.fanIn()) : 0;
      for (int i = 0; i < values.length; i++) {
        values[i] = (float) ((one ? 1 : 0) + range * (2 * random.unit() - 1));
      }
      tensors.put(parameter.name(), new Tensor(parameter.shape(), values));
    }
    return new TensorMap(tensors);
  }

  private static Network model2() {
    return Network.builder(IMAGE)
        .add(block(conv2d(16, 3), dropout(0.1)))
        .add(block(conv2d(8, 3), dropout(0.1)))
        .add(block(conv2d(16, 3), dropout(0.1)))
        .add(maxPool(2))
        .add(block(conv2d(8, 3), dropout(0.1)))
        .add(block(conv2d(16, 3), dropout(0.1)))
        .add(maxPool(2))
        .add(block(conv2d(12, 3).withPadding(1), dropout(0.1)))
        .add(conv2d(10, 3).withPadding(1), globalAvgPool(), flatten())
        .build();
  }

  private static Network simple() {
    return Network.builder(IMAGE)
        .add(block(conv2d(8, 3).withoutBias()))
        .add(block(conv2d(12, 3).withoutBias()))
        .add(block(conv2d(16, 3).withoutBias()))
        .add(block(conv2d(20, 3).withoutBias()))
        .add(maxPool(2))
        .add(block(conv2d(12, 1)))
        .add(block(conv2d(16, 3).withPadding(1).withoutBias()))
        .add(block(conv2d(16, 3).withPadding(1).withoutBias()))
        .add(block(conv2d(16, 3).withPadding(1).withoutBias()))
        .add(globalAvgPool(), conv2d(10, 1), flatten())
        .build();
  }

  private static List<Layer> block(Conv2d convolution) {
    return List.of(convolution, batchNorm(), relu());
  }

  private static List<Layer> block(Conv2d convolution, Layer last) {
    return List.of(convolution, batchNorm(), relu(), last);
  }
}
