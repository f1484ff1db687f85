package org.menagerie.engine.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.engine.testkit.Requirements.require;
import static org.menagerie.engine.testkit.Requirements.requireClose;
import static org.menagerie.engine.testkit.Requirements.requireSame;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.menagerie.api.engine.LayerTime;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.LayerSummary;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Adam;
import org.menagerie.engine.support.optimizer.Sgd;

/** A session from opening to closing: repetition, threads, provenance, times. */
final class SessionChecks {
  private static final StepSettings SETTINGS = new StepSettings(0.02, 0.9);
  private static final int STEPS = 6;

  private final Trial trial;

  SessionChecks(Trial trial) {
    this.trial = trial;
  }

  Stream<DynamicNode> tests() {
    return Stream.of(
        dynamicTest("repeats itself from the same seed", this::repeatsItself),
        dynamicTest("computes with two threads what it computes with one", this::usesThreads),
        dynamicTest("keeps frozen parameters as they are", this::keepsFrozen),
        dynamicTest("clips each gradient by its value", this::clipsValues),
        dynamicTest("says what computed", this::saysWhatComputed),
        dynamicTest("tells times as it says", this::tellsTimes),
        dynamicTest("closes, also twice, and leaves others open", this::closes),
        dynamicTest("leaves no state, if it says so", this::leavesNoState));
  }

  private Session open(int threads) {
    return trial.open(
        SessionSpec.builder(Regression.NETWORK, Adam.of(0.02), CrossEntropy.plain())
            .threads(threads)
            .build(),
        Regression.weights());
  }

  private static TensorMap train(Session session) {
    session.seed(42);
    for (int step = 0; step < STEPS; step++) {
      session.train(Regression.batch(step), SETTINGS);
    }
    return session.save().weights();
  }

  private void repeatsItself() {
    try (Session one = open(1);
        Session other = open(1)) {
      requireSame(train(other), train(one), "the weights of the same training");
    }
  }

  /** Weight decay would move a parameter without a gradient, too. */
  private void keepsFrozen() {
    String frozen = "1.bias";
    TensorMap before = Regression.weights();
    SessionSpec spec =
        SessionSpec.builder(
                Regression.NETWORK, new Sgd(0.1, 0.9, 0.01, false), CrossEntropy.plain())
            .frozen(Set.of(frozen))
            .build();
    try (Session session = trial.open(spec, Regression.weights())) {
      TensorMap after = train(session);
      requireSame(after.get(frozen).values(), before.get(frozen).values(), "a frozen parameter");
      require(
          !Arrays.equals(after.get("1.weight").values(), before.get("1.weight").values()),
          "Parameters beside a frozen one are not trained.");
    }
  }

  private void clipsValues() {
    float most = 1e-4f;
    TensorMap before = Regression.weights();
    SessionSpec spec =
        SessionSpec.builder(Regression.NETWORK, Sgd.of(1, 0), CrossEntropy.plain())
            .clipValue(OptionalDouble.of(most))
            .build();
    try (Session session = trial.open(spec, Regression.weights())) {
      session.train(Regression.batch(0), new StepSettings(1, 0));
      float[] weights = session.save().weights().get("1.weight").values();
      float largest = 0;
      for (int i = 0; i < weights.length; i++) {
        largest = Math.max(largest, Math.abs(weights[i] - before.get("1.weight").values()[i]));
      }
      require(
          largest > most / 2 && largest < 2 * most,
          "A step at learning rate 1 moves a weight by %s where gradients are clipped at %s.",
          largest,
          most);
    }
  }

  private void usesThreads() {
    try (Session one = open(1);
        Session two = open(2)) {
      TensorMap expected = train(one);
      TensorMap actual = train(two);
      for (String name : expected.names()) {
        float[] values = expected.get(name).values();
        double[] numbers = new double[values.length];
        for (int i = 0; i < values.length; i++) {
          numbers[i] = values[i];
        }
        requireClose(actual.get(name).values(), numbers, 1e-4, name + " with two threads");
      }
    }
  }

  private void saysWhatComputed() {
    try (Session session = open(1)) {
      Map<String, String> provenance = session.provenance();
      for (String key : List.of("engine", "device", "threads")) {
        require(
            !provenance.getOrDefault(key, "").isBlank(),
            "provenance() lacks \"%s\": %s",
            key,
            provenance);
      }
      require(
          "1".equals(provenance.get("threads")),
          "provenance() says \"threads\" is %s in a session of one thread.",
          String.valueOf(provenance.get("threads")));
    }
  }

  private void tellsTimes() {
    try (Session session = open(1);
        Session other = open(1)) {
      if (!trial.engine().canProfile()) {
        requireNoTimes(session);
        return;
      }
      List<LayerTime> times = session.profile(Regression.batch(0), SETTINGS);
      Set<String> layers =
          Regression.NETWORK.summary().layers().stream()
              .map(LayerSummary::index)
              .collect(Collectors.toSet());
      require(!times.isEmpty(), "profile() tells no times, though canProfile() is true.");
      for (LayerTime time : times) {
        require(
            layers.containsAll(time.layers())
                && time.forwardMillis() >= 0
                && time.backwardMillis() >= 0,
            "profile() gives %s for the layers %s.",
            time,
            layers);
      }
      other.train(Regression.batch(0), SETTINGS);
      requireSame(
          session.save().weights(), other.save().weights(), "the weights after a profiled step");
    }
  }

  private static void requireNoTimes(Session session) {
    try {
      List<LayerTime> times = session.profile(Regression.batch(0), SETTINGS);
      require(false, "canProfile() is false, but profile() gives %s.", times);
    } catch (UnsupportedOperationException e) {
      // As it should be.
    }
  }

  @SuppressWarnings("try") // Closing twice is the point.
  private void closes() {
    try (Session other = open(1)) {
      Session session = open(1);
      train(session);
      session.close();
      session.close();
      try (Session fresh = open(1)) {
        requireSame(train(other), train(fresh), "the weights beside a closed session");
      }
    }
  }

  /** As in a process that trains one run after another. */
  private void leavesNoState() {
    if (!trial.engine().leavesNoState()) {
      return;
    }
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    TensorMap first = trainAndClose();
    TensorMap second = trainAndClose();
    requireSame(second, first, "the weights of the same training after another one");
    Set<Thread> left = threadsBeside(before);
    require(left.isEmpty(), "leavesNoState() is true, but closed sessions left %s.", left);
  }

  private TensorMap trainAndClose() {
    try (Session session = open(2)) {
      return train(session);
    }
  }

  /** A thread that was told to end may take a moment. */
  private static Set<Thread> threadsBeside(Set<Thread> before) {
    Set<Thread> left = Set.of();
    for (int i = 0; i < 50; i++) {
      left = new HashSet<>(Thread.getAllStackTraces().keySet());
      left.removeAll(before);
      if (left.isEmpty()) {
        break;
      }
      LockSupport.parkNanos(20_000_000);
    }
    return left;
  }
}
