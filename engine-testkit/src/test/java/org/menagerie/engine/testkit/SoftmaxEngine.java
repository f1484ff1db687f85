package org.menagerie.engine.testkit;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Dropout;
import org.menagerie.api.network.Flatten;
import org.menagerie.api.network.Layer;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.network.Linear;

/** Trains softmax regressions, and is wrong in one point if asked to be. */
final class SoftmaxEngine implements Engine {
  private final Fault fault;
  private final List<float[]> opened = new ArrayList<>();

  SoftmaxEngine(Fault fault) {
    this.fault = fault;
  }

  enum Fault {
    NONE,
    HAS_A_NAME_THAT_IS_NONE,
    HAS_NO_DESCRIPTION,
    IS_UNAVAILABLE,
    NAMES_NO_OPTION,
    LACKS_LINEAR,
    KNOWS_EVERY_LAYER,
    REFUSES_WITHOUT_A_NAME,
    REFUSES_AS_INVALID,
    TAKES_WHAT_IT_CANNOT_RUN,
    FORGETS_THE_BIAS,
    IGNORES_SMOOTHING,
    KNOWS_ONE_LOSS,
    IGNORES_SOFT_LABELS,
    IGNORES_THE_TEACHER,
    KNOWS_ONE_OPTIMIZER,
    IGNORES_CLIPPING,
    IGNORES_CLIPPING_BY_VALUE,
    TRAINS_WHAT_IS_FROZEN,
    IGNORES_THE_RATE_OF_A_STEP,
    IGNORES_THE_MOMENTUM_OF_A_STEP,
    NAMES_THE_STATE_OTHERWISE,
    LEARNS_IN_EVALUATION,
    LEARNS_FROM_GRADIENTS,
    READS_BEHIND_THE_BATCH,
    WRITES_INTO_THE_BATCH,
    STEPS_LATE,
    MIXES_IMAGES,
    REUSES_LOGITS,
    HIDES_NAN,
    SAVES_NO_COPY,
    RESTORES_NO_COPY,
    TRAINS_THE_GIVEN_WEIGHTS,
    FORGETS_THE_OPTIMIZER,
    KEEPS_THE_OPTIMIZER,
    SHARES_WEIGHTS,
    TAKES_ANY_WEIGHTS,
    NEVER_REPEATS_ITSELF,
    HALVES_STEPS_OF_TWO_THREADS,
    LACKS_PROVENANCE,
    CLAIMS_TO_KEEP_TIMES,
    CLOSES_ONCE,
    LEAVES_A_THREAD,
    DROPS_OUT_IN_EVALUATION,
    DROPS_OUT_THE_SAME,
    IGNORES_SEEDS
  }

  private boolean is(Fault other) {
    return fault == other;
  }

  @Override
  public String name() {
    return is(Fault.HAS_A_NAME_THAT_IS_NONE) ? "soft max" : "softmax";
  }

  @Override
  public String description() {
    return is(Fault.HAS_NO_DESCRIPTION) ? " " : "softmax regression";
  }

  @Override
  public Optional<String> unavailable() {
    return is(Fault.IS_UNAVAILABLE) ? Optional.of("no abacus was found.") : Optional.empty();
  }

  @Override
  public List<String> jvmOptions() {
    return is(Fault.NAMES_NO_OPTION) ? List.of("verbose") : List.of("-Xint");
  }

  @Override
  public boolean canProfile() {
    return is(Fault.CLAIMS_TO_KEEP_TIMES);
  }

  @Override
  public boolean leavesNoState() {
    return true;
  }

  @Override
  public boolean canRun(Layer layer) {
    return layer instanceof Flatten
        || layer instanceof Dropout
        || (layer instanceof Linear && !is(Fault.LACKS_LINEAR))
        || is(Fault.KNOWS_EVERY_LAYER);
  }

  @Override
  public Session open(SessionSpec spec, TensorMap weights) {
    for (LayerSummary layer : spec.network().summary().layers()) {
      boolean known =
          layer.layer() instanceof Flatten
              || layer.layer() instanceof Dropout
              || layer.layer() instanceof Linear;
      if (!known && !is(Fault.TAKES_WHAT_IT_CANNOT_RUN)) {
        throw refusal(layer);
      }
    }
    if (spec.network().layers().stream().filter(Linear.class::isInstance).count() != 1) {
      throw new MenagerieException(
          ErrorCode.ENGINE_UNAVAILABLE, "The engine softmax runs networks of one linear layer.");
    }
    return new SoftmaxSession(fault, spec, weights, opened);
  }

  private MenagerieException refusal(LayerSummary layer) {
    return new MenagerieException(
        is(Fault.REFUSES_AS_INVALID) ? ErrorCode.INVALID_NETWORK : ErrorCode.ENGINE_UNAVAILABLE,
        is(Fault.REFUSES_WITHOUT_A_NAME)
            ? "The engine softmax cannot run this."
            : "The engine %s cannot run layer %s (%s)."
                .formatted(name(), layer.index(), layer.layer().describe()));
  }

  @Override
  public Map<String, String> environment() {
    return Map.of("OMP_NUM_THREADS", "1");
  }
}
