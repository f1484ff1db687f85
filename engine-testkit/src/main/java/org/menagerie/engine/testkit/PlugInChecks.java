package org.menagerie.engine.testkit;

import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.menagerie.engine.testkit.Requirements.require;
import static org.menagerie.engine.testkit.Requirements.requireClose;
import static org.menagerie.engine.testkit.Requirements.requireSame;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.menagerie.api.engine.Batch;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Loss;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.UpdateRule;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;

/** Losses and optimizers that no engine can know, since they could come from anybody's jar. */
final class PlugInChecks {
  private static final double TOLERANCE = 1e-5;
  private static final StepSettings SETTINGS = new StepSettings(0.125, 0);

  private final Trial trial;

  PlugInChecks(Trial trial) {
    this.trial = trial;
  }

  Stream<DynamicNode> tests() {
    return Stream.of(
        dynamicTest("descends any loss", this::descendsAnyLoss),
        dynamicTest("descends any loss beside a teacher", this::descendsBesideTeacher),
        dynamicTest("follows any optimizer, and keeps its state", this::followsAnyOptimizer));
  }

  private void descendsAnyLoss() {
    Loss loss = new WeightedSquares();
    SessionSpec spec = SessionSpec.builder(Regression.NETWORK, Sgd.of(0.1, 0), loss).build();
    Batch batch = Regression.batch(0);
    try (Session session = trial.open(spec, Regression.weights())) {
      float[] logits = session.evaluate(batch);
      double sum = 0;
      double weights = 0;
      double[] bias = new double[Regression.CLASSES];
      for (int i = 0; i < batch.size(); i++) {
        int label = batch.labels()[i];
        weights += loss.weight(label);
        for (int k = 0; k < bias.length; k++) {
          double error = logits[i * bias.length + k] - (k == label ? 1 : 0);
          sum += loss.weight(label) * error * error / 2;
          bias[k] += loss.weight(label) * error;
        }
      }
      for (int k = 0; k < bias.length; k++) {
        bias[k] /= weights;
      }
      requireClose(
          session.gradients(batch).get("1.bias").values(),
          bias,
          TOLERANCE,
          "the gradient of the bias with a loss of squares");
      requireClose(
          session.train(batch, SETTINGS).loss(),
          sum / weights,
          TOLERANCE,
          "the loss of squares, weighted by class");
    }
  }

  private void descendsBesideTeacher() {
    SessionSpec spec =
        SessionSpec.builder(Regression.NETWORK, Sgd.of(0.1, 0), new Imitation()).build();
    Batch batch = Regression.batch(0);
    int size = batch.size();
    float[] teacher = new float[(size + 1) * Regression.CLASSES];
    for (int i = 0; i < teacher.length; i++) {
      teacher[i] = i < size * Regression.CLASSES ? i % 7 / 4f : Float.NaN;
    }
    try (Session session = trial.open(spec, Regression.weights())) {
      float[] logits = session.evaluate(batch);
      double loss = 0;
      double[] bias = new double[Regression.CLASSES];
      for (int i = 0; i < size * bias.length; i++) {
        double error = logits[i] - teacher[i];
        loss += error * error / 2 / size;
        bias[i % bias.length] += error / size;
      }
      requireClose(
          session.gradients(batch.withTeacher(teacher)).get("1.bias").values(),
          bias,
          TOLERANCE,
          "the gradient of the bias beside a teacher");
      requireClose(
          session.train(batch.withTeacher(teacher), SETTINGS).loss(),
          loss,
          TOLERANCE,
          "the loss beside a teacher");
    }
  }

  private void followsAnyOptimizer() {
    SessionSpec spec =
        SessionSpec.builder(Regression.NETWORK, new Signs(), CrossEntropy.plain()).build();
    Batch batch = Regression.batch(0);
    try (Session session = trial.open(spec, Regression.weights());
        Session other = trial.open(spec, Regression.weights())) {
      TensorMap gradients = session.gradients(batch);
      session.train(batch, SETTINGS);
      SessionState saved = session.save();
      for (String name : List.of("1.weight", "1.bias")) {
        float[] expected = Regression.weights().get(name).values();
        float[] signs = gradients.get(name).values();
        for (int i = 0; i < signs.length; i++) {
          signs[i] = Math.signum(signs[i]);
          expected[i] -= 0.125f * signs[i];
        }
        requireSame(saved.weights().get(name).values(), expected, name + " after a step by signs");
        String state = name + ".signs";
        require(saved.optimizer().contains(state), "The state has no %s.", state);
        requireSame(saved.optimizer().get(state).values(), signs, state);
      }
      other.restore(saved);
      requireSame(other.save().optimizer(), saved.optimizer(), "the optimizer's restored state");
      other.train(batch, SETTINGS);
      session.train(batch, SETTINGS);
      requireSame(other.save().weights(), session.save().weights(), "the weights after resuming");
    }
  }

  /** Half the squared distance of the logits from 1 for the label and 0 for all else. */
  private record WeightedSquares() implements Loss {
    @Override
    public Component component() {
      return Component.of("weighted_squares");
    }

    @Override
    public double apply(float[] logits, int label, double[] gradient) {
      double loss = 0;
      for (int k = 0; k < logits.length; k++) {
        double error = logits[k] - (k == label ? 1 : 0);
        gradient[k] = weight(label) * error;
        loss += weight(label) * error * error / 2;
      }
      return loss;
    }

    @Override
    public double weight(int label) {
      return 1 + label;
    }
  }

  /** Half the squared distance of the logits from those of a teacher. */
  private record Imitation() implements Loss {
    @Override
    public Component component() {
      return Component.of("imitation");
    }

    @Override
    public double apply(float[] logits, int label, double[] gradient) {
      throw new UnsupportedOperationException("imitation needs a teacher");
    }

    @Override
    public boolean needsTeacher() {
      return true;
    }

    @Override
    public double apply(float[] logits, double[] target, float[] teacher, double[] gradient) {
      double loss = 0;
      for (int k = 0; k < logits.length; k++) {
        gradient[k] = logits[k] - teacher[k];
        loss += gradient[k] * gradient[k] / 2;
      }
      return loss;
    }
  }

  /** Steps by the sign of the gradient; a sign that turned makes a step of half the length. */
  private record Signs() implements Optimizer {
    @Override
    public double learningRate() {
      return SETTINGS.learningRate();
    }

    @Override
    public Component component() {
      return Component.of("signs");
    }

    @Override
    public UpdateRule rule(List<Parameter> parameters) {
      int size = parameters.stream().mapToInt(p -> Math.toIntExact(p.shape().elements())).sum();
      float[] signs = new float[size];
      return new UpdateRule() {
        @Override
        public void apply(float[] values, float[] gradients, StepSettings settings, long step) {
          for (int i = 0; i < values.length; i++) {
            float sign = Math.signum(gradients[i]);
            boolean turned = sign * signs[i] < 0;
            values[i] -= (float) settings.learningRate() * (turned ? sign / 2 : sign);
            signs[i] = sign;
          }
        }

        @Override
        public Map<String, float[]> state() {
          return Map.of("signs", signs);
        }
      };
    }
  }
}
