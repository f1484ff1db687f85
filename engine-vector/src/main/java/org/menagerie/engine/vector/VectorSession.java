package org.menagerie.engine.vector;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Shape;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.OptimizerStep;
import org.menagerie.engine.support.ParameterLayout;
import org.menagerie.engine.vector.convolution.Geometry;
import org.menagerie.engine.vector.convolution.WinogradConvolution;
import org.menagerie.engine.vector.graph.Graph;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.step.Program;

/** A network in plain arrays. */
final class VectorSession implements Session {
  private final SessionSpec spec;
  private final Kernels kernels;
  private final ParameterLayout layout;
  private final float[] weights;
  private final OptimizerStep optimizer;
  private final Program program;
  private RandomStream random = RandomStream.ofSeed(0);

  VectorSession(Kernels kernels, SessionSpec spec, TensorMap initial) {
    this(kernels, spec, initial, WinogradConvolution::pays);
  }

  /**
   * A session some of whose convolutions work in tiles.
   *
   * @param tiled which, if they can
   */
  VectorSession(Kernels kernels, SessionSpec spec, TensorMap initial, Predicate<Geometry> tiled) {
    this.spec = spec;
    this.kernels = kernels;
    this.layout =
        new ParameterLayout(
            spec.network().parameters().stream().filter(Parameter::trainable).toList());
    this.weights = layout.gather(initial, "");
    this.optimizer = OptimizerStep.of(spec, layout);
    this.program =
        new Program(
            Graph.of(kernels, spec.network(), layout, tiled),
            layout.size(),
            spec.loss(),
            spec.threads());
    loadStatistics(initial);
  }

  @Override
  public StepResult train(Batch batch, StepSettings settings) {
    Program.Gradients step = differentiate(batch);
    optimizer.apply(weights, step.gradients(), settings);
    return StepResult.of(step.loss(), step.logits());
  }

  @Override
  public TensorMap gradients(Batch batch) {
    return layout.scatter(differentiate(batch).gradients(), "");
  }

  private Program.Gradients differentiate(Batch batch) {
    program
        .normalizations()
        .forEach(
            (index, norm) -> {
              if (batch.size() * norm.area() < 2) {
                throw new MenagerieException(
                    ErrorCode.RUN_FAILED,
                    "Layer %s (BatchNorm) sees a single value per channel, which has no variance; choose another batch size, since the last batch of an epoch has one image."
                        .formatted(index));
              }
            });
    return program.differentiate(batch, weights, random.nextLong());
  }

  @Override
  public List<LayerTime> profile(Batch batch, StepSettings settings) {
    return program.profile(() -> train(batch, settings));
  }

  @Override
  public float[] evaluate(Batch batch) {
    return program.evaluate(batch, weights);
  }

  @Override
  public void seed(long seed) {
    random = RandomStream.ofSeed(seed);
  }

  @Override
  public SessionState save() {
    Map<String, Tensor> all = new HashMap<>(layout.scatter(weights, "").asMap());
    program
        .normalizations()
        .forEach(
            (index, norm) -> {
              Shape shape = Shape.flat(norm.runningMean().length);
              all.put(index + ".running_mean", new Tensor(shape, norm.runningMean().clone()));
              all.put(index + ".running_var", new Tensor(shape, norm.runningVariance().clone()));
            });
    Map<String, Tensor> ordered = new LinkedHashMap<>();
    for (Parameter parameter : spec.network().parameters()) {
      ordered.put(parameter.name(), all.get(parameter.name()));
    }
    return SessionState.of(new TensorMap(ordered), optimizer.state(), optimizer.steps());
  }

  @Override
  public void restore(SessionState state) {
    System.arraycopy(layout.gather(state.weights(), ""), 0, weights, 0, weights.length);
    loadStatistics(state.weights());
    optimizer.restore(state.optimizer(), state.steps());
  }

  /** The layout checks that names and shapes are this network's. */
  private void loadStatistics(TensorMap tensors) {
    List<Parameter> tracked = new ArrayList<>();
    spec.network().parameters().stream().filter(p -> !p.trainable()).forEach(tracked::add);
    TensorMap statistics =
        new ParameterLayout(tracked).scatter(new ParameterLayout(tracked).gather(tensors, ""), "");
    program
        .normalizations()
        .forEach(
            (index, norm) -> {
              copy(statistics.get(index + ".running_mean"), norm.runningMean());
              copy(statistics.get(index + ".running_var"), norm.runningVariance());
            });
  }

  private static void copy(Tensor tensor, float[] to) {
    System.arraycopy(tensor.values(), 0, to, 0, to.length);
  }

  @Override
  public Map<String, String> provenance() {
    Map<String, String> provenance = new TreeMap<>();
    provenance.put("engine", "vector");
    provenance.put("kernels", kernels.description());
    provenance.put("device", "cpu");
    provenance.put("threads", Integer.toString(spec.threads()));
    return provenance;
  }

  @Override
  public void close() {
    program.close();
  }
}
