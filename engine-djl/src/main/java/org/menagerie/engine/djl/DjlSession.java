package org.menagerie.engine.djl;

import static java.util.Objects.requireNonNull;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;
import java.lang.ref.Reference;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.BatchLoss;
import org.menagerie.engine.support.OptimizerStep;
import org.menagerie.engine.support.ParameterLayout;

/**
 * A network on DJL. Weights live in Java; each step makes arrays of them, asks DJL for logits and
 * gradients, and closes everything again, so that nothing native outlives a step.
 */
final class DjlSession implements Session {
  private final Backend backend;
  private final SessionSpec spec;
  private final int classes;
  private final Operation network;
  private final ParameterLayout layout;
  private final float[] weights;
  private final OptimizerStep optimizer;
  private final RunningStatistics statistics;
  private final Engine engine;
  private final NDManager manager;
  private final NativeArrays weightArrays;
  private final NativeArrays statisticsArrays;
  private final GrowingFloats inputMemory = new GrowingFloats();
  private final GrowingFloats gradientMemory = new GrowingFloats();

  DjlSession(Backend backend, SessionSpec spec, TensorMap initial) {
    this.backend = backend;
    this.spec = spec;
    this.classes = spec.network().output().channels();
    this.layout =
        new ParameterLayout(
            spec.network().parameters().stream().filter(Parameter::trainable).toList());
    this.weights = layout.gather(initial, "");
    this.optimizer = OptimizerStep.of(spec, layout);
    this.statistics = new RunningStatistics(backend, spec.network(), initial);
    this.engine = Engine.getEngine(backend.djlName());
    this.manager = engine.newBaseManager(Device.cpu());
    this.network = Operations.of(backend, manager, spec.network());
    this.weightArrays = new NativeArrays(layout);
    this.statisticsArrays = new NativeArrays(statistics.layout());
  }

  /** What a forward and backward pass gives. */
  @SuppressWarnings("ArrayRecordComponent")
  private record Gradients(
      double loss, float[] logits, float[] gradients, float[] batchStatistics) {}

  @Override
  public StepResult train(Batch batch, StepSettings settings) {
    Gradients step = differentiate(batch);
    optimizer.apply(weights, step.gradients(), settings);
    statistics.move(step.batchStatistics(), batch.size());
    return StepResult.of(step.loss(), step.logits());
  }

  @Override
  public TensorMap gradients(Batch batch) {
    return layout.scatter(differentiate(batch).gradients(), "");
  }

  @Override
  public float[] evaluate(Batch batch) {
    return guarded(
        () -> {
          Tape tape = new Tape();
          try (NDManager step = manager.newSubManager()) {
            Pass pass = new Pass(arrays(step, false), false, tape);
            return network.apply(input(step, batch), pass).toFloatArray();
          } finally {
            // Its memory is read until the logits are there.
            Reference.reachabilityFence(tape);
          }
        });
  }

  private Gradients differentiate(Batch batch) {
    statistics.requireVariance(batch.size());
    return guarded(
        () -> {
          try (NDManager step = manager.newSubManager()) {
            Map<String, NDArray> arrays = arrays(step, true);
            NDArray input = input(step, batch);
            Shape shape = new Shape(batch.size(), classes);
            float[] logits;
            BatchLoss loss;
            Tape tape = new Tape();
            try (GradientCollector collector = engine.newGradientCollector()) {
              NDArray output = network.apply(input, new Pass(arrays, true, tape));
              logits = output.toFloatArray();
              loss = BatchLoss.of(spec.loss(), batch, logits);
              // Its derivative by the logits is what was computed here, so that DJL carries just
              // that backward. Not a number but an array: see docs/adr/0003.
              NDArray gradient = gradientMemory.write(loss.gradient(), step, shape);
              collector.backward(output.mul(gradient).sum());
              tape.backward(collector);
            }
            return new Gradients(
                loss.value(),
                logits,
                weightArrays.collect(
                    arrays, (name, array) -> tape.gradient(name).orElseGet(() -> gradient(array))),
                statisticsArrays.collect(arrays, (name, array) -> array.toFloatArray()));
          }
        });
  }

  private Map<String, NDArray> arrays(NDManager step, boolean training) {
    Map<String, NDArray> arrays = new HashMap<>();
    weightArrays.place(weights, step, arrays);
    statisticsArrays.place(statistics.values(), step, arrays);
    if (training) {
      layout
          .parameters()
          .forEach(p -> requireNonNull(arrays.get(p.name())).setRequiresGradient(true));
    }
    return arrays;
  }

  private NDArray input(NDManager step, Batch batch) {
    return inputMemory.write(
        batch.images(), step, Shapes.batch(batch.size(), spec.network().input()));
  }

  private static float[] gradient(NDArray array) {
    try (NDArray gradient = array.getGradient()) {
      return gradient.toFloatArray();
    }
  }

  @Override
  public void seed(long seed) {
    engine.setRandomSeed(Long.hashCode(seed));
  }

  @Override
  public SessionState save() {
    Map<String, Tensor> all = new HashMap<>(layout.scatter(weights, "").asMap());
    all.putAll(statistics.layout().scatter(statistics.values(), "").asMap());
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    for (Parameter parameter : spec.network().parameters()) {
      ordered.put(parameter.name(), all.get(parameter.name()));
    }
    return SessionState.of(new TensorMap(ordered), optimizer.state(), optimizer.steps());
  }

  @Override
  public void restore(SessionState state) {
    System.arraycopy(layout.gather(state.weights(), ""), 0, weights, 0, weights.length);
    statistics.load(state.weights());
    optimizer.restore(state.optimizer(), state.steps());
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("djl", Engine.getDjlVersion());
    provenance.put("engine", engine.getEngineName() + " " + engine.getVersion());
    provenance.put("device", "cpu");
    provenance.put("threads", Integer.toString(spec.threads()));
    return provenance;
  }

  @Override
  public void close() {
    manager.close();
  }

  private <T> T guarded(Supplier<T> work) {
    try {
      return work.get();
    } catch (EngineException e) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED,
          "The engine %s failed: %s".formatted(backend.id(), e.getMessage()),
          e);
    }
  }
}
