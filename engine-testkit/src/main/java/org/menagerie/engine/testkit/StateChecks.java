package org.menagerie.engine.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.engine.testkit.Requirements.require;
import static org.menagerie.engine.testkit.Requirements.requireSame;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Shape;
import org.menagerie.engine.support.optimizer.Adam;

/** Saving, restoring, and whose the weights are. */
final class StateChecks {
  private static final SessionSpec SPEC = Trial.spec(Regression.NETWORK, Adam.of(0.02));

  private final Trial trial;

  StateChecks(Trial trial) {
    this.trial = trial;
  }

  Stream<DynamicNode> tests() {
    return Stream.concat(
        Regression.trainings().stream()
            .map(
                training ->
                    dynamicTest(
                        "resumes to the last bit: " + training.name(), () -> resumes(training))),
        Stream.of(
            dynamicTest("begins again from an initial state", this::beginsAgain),
            dynamicTest("saves a copy", this::savesACopy),
            dynamicTest("restores a copy", this::restoresACopy),
            dynamicTest("copies the weights that it is opened with", this::copiesWeights),
            dynamicTest("keeps sessions apart", this::keepsSessionsApart),
            dynamicTest("refuses weights of another network", this::refusesWeights),
            dynamicTest("refuses a state of another network", this::refusesStates)));
  }

  private void resumes(Regression.Training training) {
    SessionSpec spec = training.spec();
    int half = training.steps() / 2;
    try (Session straight = trial.open(spec, Regression.weights());
        Session resumed = trial.open(spec, filled(0.5f))) {
      train(straight, training, 0, half);
      SessionState saved = straight.save();
      train(straight, training, half, training.steps());

      train(resumed, training, 0, 1);
      resumed.restore(saved);
      requireSameState(resumed.save(), saved, "what is saved after restoring");
      train(resumed, training, half, training.steps());
      requireSameState(resumed.save(), straight.save(), "what is saved at the end");
      requireSame(
          resumed.evaluate(Regression.batch(0)),
          straight.evaluate(Regression.batch(0)),
          "the logits at the end");
    }
  }

  private void beginsAgain() {
    for (Regression.Training training : Regression.trainings()) {
      try (Session fresh = trial.open(training.spec(), Regression.weights());
          Session used = trial.open(training.spec(), filled(0.5f))) {
        train(used, training, 0, 2);
        used.restore(SessionState.initial(Regression.weights()));
        train(used, training, 0, 2);
        train(fresh, training, 0, 2);
        requireSameState(
            used.save(), fresh.save(), "the state of two steps with " + training.name());
      }
    }
  }

  private void savesACopy() {
    Regression.Training training = adam();
    try (Session session = trial.open(training.spec(), Regression.weights())) {
      train(session, training, 0, 1);
      SessionState saved = session.save();
      SessionState copy = copy(saved);
      train(session, training, 1, 2);
      requireSameState(saved, copy, "a saved state after another step");

      SessionState now = session.save();
      SessionState kept = copy(now);
      spoil(now);
      requireSameState(session.save(), kept, "the state once a saved one was overwritten");
    }
  }

  private void restoresACopy() {
    Regression.Training training = adam();
    try (Session session = trial.open(training.spec(), Regression.weights())) {
      train(session, training, 0, 1);
      SessionState saved = session.save();
      SessionState kept = copy(saved);
      session.restore(saved);
      spoil(saved);
      requireSameState(session.save(), kept, "the state once the restored one was overwritten");
      SessionState again = copy(kept);
      session.restore(again);
      train(session, training, 1, 2);
      requireSameState(again, kept, "the restored state after a step");
    }
  }

  private void copiesWeights() {
    TensorMap weights = Regression.weights();
    Regression.Training training = adam();
    try (Session session = trial.open(training.spec(), weights)) {
      train(session, training, 0, 1);
      requireSame(weights, Regression.weights(), "the weights that it was opened with");
      SessionState before = session.save();
      weights.asMap().values().forEach(tensor -> Arrays.fill(tensor.values(), Float.NaN));
      requireSame(
          session.save().weights(),
          before.weights(),
          "the weights once those that it was opened with were overwritten");
    }
  }

  private void keepsSessionsApart() {
    Regression.Training training = adam();
    try (Session one = trial.open(training.spec(), Regression.weights());
        Session other = trial.open(training.spec(), Regression.weights())) {
      SessionState before = other.save();
      train(one, training, 0, 2);
      requireSameState(other.save(), before, "the state of a session after another one trained");
    }
  }

  private void refusesWeights() {
    for (TensorMap weights : foreign()) {
      requireRefusal(
          () -> {
            try (Session session = trial.open(SPEC, weights)) {
              // An open session is what is wrong here.
              session.save();
            }
          },
          "open() takes weights of another network: " + shapes(weights));
    }
  }

  private void refusesStates() {
    try (Session session = trial.open(SPEC, Regression.weights())) {
      for (TensorMap weights : foreign()) {
        requireRefusal(
            () -> session.restore(SessionState.initial(weights)),
            "restore() takes weights of another network: " + shapes(weights));
        requireSame(
            session.save().weights(), Regression.weights(), "the weights after a refused state");
      }
    }
  }

  private static void requireRefusal(Runnable action, String otherwise) {
    try {
      action.run();
    } catch (MenagerieException e) {
      return;
    }
    require(false, "%s", otherwise);
  }

  private static List<TensorMap> foreign() {
    Map<String, Tensor> smaller = new LinkedHashMap<>(Regression.weights().asMap());
    smaller.put("1.weight", new Tensor(new Shape(List.of(3, 9)), new float[27]));
    Map<String, Tensor> turned = new LinkedHashMap<>(Regression.weights().asMap());
    turned.put("1.weight", new Tensor(new Shape(List.of(16, 3)), new float[48]));
    Map<String, Tensor> missing = new LinkedHashMap<>(Regression.weights().asMap());
    missing.remove("1.bias");
    return List.of(new TensorMap(smaller), new TensorMap(turned), new TensorMap(missing));
  }

  private static String shapes(TensorMap weights) {
    Map<String, Shape> shapes = new LinkedHashMap<>();
    weights.asMap().forEach((name, tensor) -> shapes.put(name, tensor.shape()));
    return shapes.toString();
  }

  private static Regression.Training adam() {
    return Regression.trainings().stream()
        .filter(training -> training.name().equals("adam"))
        .findFirst()
        .orElseThrow();
  }

  private static void train(Session session, Regression.Training training, int from, int to) {
    for (int step = from; step < to; step++) {
      session.train(Regression.batch(step), training.settings(step));
    }
  }

  private static TensorMap filled(float value) {
    TensorMap weights = Regression.weights();
    weights.asMap().values().forEach(tensor -> Arrays.fill(tensor.values(), value));
    return weights;
  }

  private static SessionState copy(SessionState state) {
    return SessionState.of(copy(state.weights()), copy(state.optimizer()), state.steps());
  }

  private static TensorMap copy(TensorMap tensors) {
    Map<String, Tensor> copies = new LinkedHashMap<>();
    tensors
        .asMap()
        .forEach(
            (name, tensor) ->
                copies.put(name, new Tensor(tensor.shape(), tensor.values().clone())));
    return new TensorMap(copies);
  }

  private static void spoil(SessionState state) {
    Stream.of(state.weights(), state.optimizer())
        .flatMap(tensors -> tensors.asMap().values().stream())
        .forEach(tensor -> Arrays.fill(tensor.values(), Float.NaN));
  }

  private static void requireSameState(SessionState actual, SessionState expected, String what) {
    requireSame(actual.weights(), expected.weights(), what);
    requireSame(actual.optimizer(), expected.optimizer(), what);
    require(
        actual.steps() == expected.steps(),
        "%s: %d steps instead of %d.",
        what,
        actual.steps(),
        expected.steps());
  }
}
