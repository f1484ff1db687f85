package org.menagerie.engine.testkit;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.StepResult;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.random.RandomStream;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.BatchLoss;
import org.menagerie.engine.support.OptimizerStep;
import org.menagerie.engine.support.ParameterLayout;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.engine.testkit.SoftmaxEngine.Fault;

/** A softmax regression, right but for one fault. */
final class SoftmaxSession implements Session {
  private final Fault fault;
  private final SessionSpec spec;
  private final ParameterLayout layout;
  private final OptimizerStep optimizer;
  private final int pixels;
  private final int classes;
  private final double dropout;
  private float[] reused = new float[0];
  private float[] weights;
  private @Nullable TensorMap writtenTo;
  private RandomStream random = RandomStream.ofSeed(0);
  private @Nullable Runnable late;
  private boolean open = true;

  /**
   * A session before its first step.
   *
   * @param opened the weights of all sessions of this engine
   */
  SoftmaxSession(Fault fault, SessionSpec spec, TensorMap initial, List<float[]> opened) {
    this.fault = fault;
    this.spec = spec;
    this.layout =
        new ParameterLayout(
            spec.network().parameters().stream().filter(Parameter::trainable).toList());
    this.optimizer =
        OptimizerStep.of(
            SessionSpec.builder(
                    spec.network(),
                    is(Fault.KNOWS_ONE_OPTIMIZER) ? Sgd.of(1, 0) : spec.optimizer(),
                    spec.loss())
                .clipNorm(is(Fault.IGNORES_CLIPPING) ? OptionalDouble.empty() : spec.clipNorm())
                .clipValue(
                    is(Fault.IGNORES_CLIPPING_BY_VALUE) ? OptionalDouble.empty() : spec.clipValue())
                .frozen(is(Fault.TRAINS_WHAT_IS_FROZEN) ? Set.of() : spec.frozen())
                .build(),
            layout);
    this.pixels = (int) spec.network().input().elements();
    this.classes = (int) spec.network().output().elements();
    double rate = 0;
    for (Layer layer : spec.network().layers()) {
      rate = layer instanceof Dropout drop ? drop.rate() : rate;
    }
    this.dropout = rate;
    this.writtenTo = is(Fault.TRAINS_THE_GIVEN_WEIGHTS) ? initial : null;
    this.weights = read(initial);
    opened.add(weights);
    if (is(Fault.NEVER_REPEATS_ITSELF)) {
      weights[0] += 1e-6f * opened.size();
    }
    if (is(Fault.SHARES_WEIGHTS)) {
      weights = opened.get(0);
    }
  }

  private boolean is(Fault other) {
    return fault == other;
  }

  private float[] read(TensorMap tensors) {
    if (!is(Fault.TAKES_ANY_WEIGHTS)) {
      return layout.gather(tensors, "");
    }
    float[] values = new float[layout.size()];
    int at = 0;
    for (Tensor tensor : tensors.asMap().values()) {
      int length = Math.min(tensor.values().length, values.length - at);
      System.arraycopy(tensor.values(), 0, values, at, length);
      at += length;
    }
    return values;
  }

  @Override
  public float[] evaluate(Batch batch) {
    catchUp();
    float[] logits = logits(batch, mask(batch, is(Fault.DROPS_OUT_IN_EVALUATION)));
    if (is(Fault.LEARNS_IN_EVALUATION)) {
      weights[0] += 0.001f;
    }
    return logits;
  }

  private float[] mask(Batch batch, boolean training) {
    float[] mask = new float[batch.size() * pixels];
    Arrays.fill(mask, 1);
    if (training && dropout > 0) {
      RandomStream draw = is(Fault.DROPS_OUT_THE_SAME) ? RandomStream.ofSeed(1) : random;
      for (int i = 0; i < mask.length; i++) {
        mask[i] = draw.unit() < dropout ? 0 : (float) (1 / (1 - dropout));
      }
    }
    return mask;
  }

  private float[] logits(Batch batch, float[] mask) {
    float[] logits = new float[batch.size() * classes];
    if (is(Fault.REUSES_LOGITS)) {
      reused = reused.length == logits.length ? reused : logits;
      logits = reused;
    }
    for (int i = 0; i < batch.size() * classes; i++) {
      int image = i / classes;
      int label = i % classes;
      double sum = weights[classes * pixels + label];
      for (int p = 0; p < pixels; p++) {
        int at = image * pixels + p;
        sum += (double) weights[label * pixels + p] * batch.images()[at] * mask[at];
      }
      boolean hide = is(Fault.HIDES_NAN) && Double.isNaN(sum);
      logits[i] = hide ? 0 : (float) sum + (is(Fault.MIXES_IMAGES) ? image * 0.001f : 0);
    }
    return logits;
  }

  @SuppressWarnings("ArrayRecordComponent") // Nobody compares or hashes these.
  private record Pass(double loss, float[] logits, float[] gradients) {}

  private Pass differentiate(Batch batch) {
    Batch read = read(batch);
    int size = read.size();
    float[] mask = mask(read, true);
    float[] logits = logits(read, mask);
    float[] gradients = new float[layout.size()];
    boolean plain = is(Fault.IGNORES_SMOOTHING) || is(Fault.KNOWS_ONE_LOSS);
    Loss loss = plain ? CrossEntropy.plain() : spec.loss();
    BatchLoss batchLoss = BatchLoss.of(loss, read, logits);
    for (int image = 0; image < size; image++) {
      for (int k = 0; k < classes; k++) {
        double error = batchLoss.gradient()[image * classes + k];
        gradients[classes * pixels + k] += is(Fault.FORGETS_THE_BIAS) ? 0 : (float) error;
        for (int p = 0; p < pixels; p++) {
          int at = image * pixels + p;
          gradients[k * pixels + p] += (float) (error * read.images()[at] * mask[at]);
        }
      }
    }
    return new Pass(batchLoss.value(), logits, gradients);
  }

  private Batch read(Batch batch) {
    Optional<double[]> soft = is(Fault.IGNORES_SOFT_LABELS) ? Optional.empty() : batch.softLabels();
    int rows = soft.map(labels -> labels.length / classes).orElse(batch.labels().length);
    int size = is(Fault.READS_BEHIND_THE_BATCH) ? rows : batch.size();
    float[] images = padded(batch.images(), size * pixels);
    Batch read =
        soft.map(labels -> Batch.soft(images, labels, classes, size))
            .orElseGet(() -> Batch.of(images, batch.labels(), size));
    Optional<float[]> teacher = is(Fault.IGNORES_THE_TEACHER) ? Optional.empty() : batch.teacher();
    return teacher.map(read::withTeacher).orElse(read);
  }

  private static float[] padded(float[] values, int length) {
    return Arrays.copyOf(values, Math.max(values.length, length));
  }

  @Override
  public StepResult train(Batch batch, StepSettings settings) {
    catchUp();
    Pass pass = differentiate(batch);
    if (is(Fault.STEPS_LATE)) {
      late = () -> step(differentiate(batch).gradients(), settings);
    } else {
      step(pass.gradients(), settings);
    }
    if (is(Fault.WRITES_INTO_THE_BATCH)) {
      batch.images()[0] = 0;
    }
    return StepResult.of(pass.loss(), pass.logits());
  }

  private void catchUp() {
    Runnable step = late;
    late = null;
    if (step != null) {
      step.run();
    }
  }

  private void step(float[] gradients, StepSettings settings) {
    double rate =
        is(Fault.IGNORES_THE_RATE_OF_A_STEP)
            ? spec.optimizer().learningRate()
            : settings.learningRate();
    double momentum =
        is(Fault.IGNORES_THE_MOMENTUM_OF_A_STEP)
            ? spec.optimizer().momentum()
            : settings.momentum();
    boolean halve = is(Fault.HALVES_STEPS_OF_TWO_THREADS) && spec.threads() == 2;
    optimizer.apply(weights, gradients, new StepSettings(halve ? rate / 2 : rate, momentum));
    if (writtenTo != null) {
      write(writtenTo);
    }
  }

  private void write(TensorMap tensors) {
    layout
        .scatter(weights, "")
        .asMap()
        .forEach(
            (name, tensor) ->
                System.arraycopy(
                    tensor.values(), 0, tensors.get(name).values(), 0, tensor.values().length));
  }

  @Override
  public TensorMap gradients(Batch batch) {
    catchUp();
    float[] gradients = differentiate(batch).gradients();
    TensorMap answer = layout.scatter(gradients, "");
    if (is(Fault.LEARNS_FROM_GRADIENTS)) {
      step(gradients, new StepSettings(0.1, 0));
    }
    return answer;
  }

  @Override
  public void seed(long seed) {
    random = is(Fault.IGNORES_SEEDS) ? random : RandomStream.ofSeed(seed);
  }

  @Override
  public SessionState save() {
    catchUp();
    TensorMap saved = layout.scatter(weights, "");
    if (is(Fault.SAVES_NO_COPY)) {
      writtenTo = saved;
    }
    return SessionState.of(saved, named(optimizer.state()), optimizer.steps());
  }

  private TensorMap named(TensorMap state) {
    if (!is(Fault.NAMES_THE_STATE_OTHERWISE)) {
      return state;
    }
    Map<String, Tensor> renamed = new LinkedHashMap<>();
    state.asMap().forEach((name, tensor) -> renamed.put(name.replace("1.", "linear."), tensor));
    return new TensorMap(renamed);
  }

  @Override
  public void restore(SessionState state) {
    catchUp();
    weights = read(state.weights());
    writtenTo = is(Fault.RESTORES_NO_COPY) ? state.weights() : writtenTo;
    boolean forget = is(Fault.FORGETS_THE_OPTIMIZER);
    if (!is(Fault.KEEPS_THE_OPTIMIZER) || !state.optimizer().asMap().isEmpty()) {
      optimizer.restore(forget ? TensorMap.empty() : state.optimizer(), state.steps());
    }
  }

  @Override
  public Map<String, String> provenance() {
    return is(Fault.LACKS_PROVENANCE)
        ? Map.of("engine", "softmax")
        : Map.of("engine", "softmax", "device", "cpu", "threads", Integer.toString(spec.threads()));
  }

  @Override
  public void close() {
    if (!open && is(Fault.CLOSES_ONCE)) {
      throw new IllegalStateException("closed already");
    }
    open = false;
    if (is(Fault.LEAVES_A_THREAD)) {
      Thread left = new Thread(() -> LockSupport.parkNanos(60_000_000_000L));
      left.setDaemon(true);
      left.start();
    }
  }
}
