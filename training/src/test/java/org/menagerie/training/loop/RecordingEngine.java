package org.menagerie.training.loop;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.recipe.StepSettings;

/**
 * An engine that writes down what it is handed, call by call, and learns nothing: each step adds 1
 * to every weight, so that a saved state tells how many steps it has seen.
 */
final class RecordingEngine implements Engine {
  static final String NAME = "recording";
  private static final int CLASSES = 3;

  /** Values by tensor name. */
  record Values(Map<String, List<Float>> tensors) {
    static Values of(TensorMap map) {
      Map<String, List<Float>> tensors = new TreeMap<>();
      map.asMap().forEach((name, t) -> tensors.put(name, floats(t.values(), t.values().length)));
      return new Values(tensors);
    }
  }

  /** One call of the engine or its session. */
  sealed interface Call {
    record Open(SessionSpec spec, Values weights) implements Call {}

    record Restore(Values weights, Values optimizer, long steps) implements Call {}

    record Seed(long seed) implements Call {}

    record Train(
        List<Float> images,
        List<Integer> labels,
        List<Double> softLabels,
        double learningRate,
        double momentum)
        implements Call {}

    record Evaluate(List<Float> images, List<Integer> labels) implements Call {}

    record Save() implements Call {}

    record Close() implements Call {}
  }

  /** A crash in the middle of training. */
  static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  private final List<Call> calls = new ArrayList<>();
  private final long crashAfter;

  /**
   * An engine whose training fails in the middle.
   *
   * @param crashAfter training steps
   */
  RecordingEngine(long crashAfter) {
    this.crashAfter = crashAfter;
  }

  List<Call> calls() {
    return calls;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String description() {
    return "for tests";
  }

  @Override
  public Session open(SessionSpec spec, TensorMap weights) {
    calls.add(new Call.Open(spec, Values.of(weights)));
    return new RecordingSession(weights);
  }

  private static List<Float> floats(float[] values, int count) {
    return IntStream.range(0, count).mapToObj(i -> values[i]).toList();
  }

  private static List<Float> images(Batch batch) {
    // The array may be longer than the batch.
    return floats(batch.images(), batch.size() * ExpectedCalls.PIXELS);
  }

  private static List<Integer> labels(Batch batch) {
    return IntStream.of(batch.labels()).limit(batch.size()).boxed().toList();
  }

  private static List<Double> softLabels(Batch batch) {
    return batch.softLabels().stream()
        .flatMapToDouble(DoubleStream::of)
        .limit((long) batch.size() * CLASSES)
        .boxed()
        .toList();
  }

  private final class RecordingSession implements Session {
    private TensorMap weights;
    private long steps;

    private RecordingSession(TensorMap weights) {
      this.weights = weights;
    }

    @Override
    public StepResult train(Batch batch, StepSettings settings) {
      if (steps == crashAfter) {
        throw new Crash();
      }
      calls.add(
          new Call.Train(
              images(batch),
              labels(batch),
              softLabels(batch),
              settings.learningRate(),
              settings.momentum()));
      steps++;
      weights = plusOne(weights);
      return StepResult.of(1, new float[batch.size() * CLASSES]);
    }

    private static TensorMap plusOne(TensorMap map) {
      Map<String, Tensor> sums = new TreeMap<>();
      map.asMap()
          .forEach(
              (name, tensor) -> {
                float[] values = tensor.values().clone();
                for (int i = 0; i < values.length; i++) {
                  values[i]++;
                }
                sums.put(name, new Tensor(tensor.shape(), values));
              });
      return new TensorMap(sums);
    }

    @Override
    public float[] evaluate(Batch batch) {
      calls.add(new Call.Evaluate(images(batch), labels(batch)));
      return new float[batch.size() * CLASSES];
    }

    @Override
    public TensorMap gradients(Batch batch) {
      throw new UnsupportedOperationException("training needs no gradients apart");
    }

    @Override
    public void seed(long seed) {
      calls.add(new Call.Seed(seed));
    }

    @Override
    public SessionState save() {
      calls.add(new Call.Save());
      return SessionState.of(weights, plusOne(weights), steps);
    }

    @Override
    public void restore(SessionState state) {
      calls.add(
          new Call.Restore(
              Values.of(state.weights()), Values.of(state.optimizer()), state.steps()));
      weights = state.weights();
      steps = state.steps();
    }

    @Override
    public Map<String, String> provenance() {
      return Map.of();
    }

    @Override
    public void close() {
      calls.add(new Call.Close());
    }
  }
}
