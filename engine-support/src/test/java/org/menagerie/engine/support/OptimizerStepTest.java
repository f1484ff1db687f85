package org.menagerie.engine.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Parameter;
import org.menagerie.api.network.Parameter.Role;
import org.menagerie.api.network.Shape;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Optimizer;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.UpdateRule;
import org.menagerie.engine.support.optimizer.Adam;
import org.menagerie.engine.support.optimizer.AdamW;
import org.menagerie.engine.support.optimizer.Sgd;

class OptimizerStepTest {
  /** The reference was computed in double precision; parameters here are 32-bit floats. */
  private static final double FLOAT_TOLERANCE = 1e-5;

  static Stream<JsonNode> references() throws IOException {
    List<JsonNode> references = new ArrayList<>();
    for (String file : List.of("optimizers", "optimizers-more", "optimizers-damped")) {
      references.addAll(read("/reference/%s.json".formatted(file)).toList());
    }
    return references.stream();
  }

  private static Stream<JsonNode> read(String resource) throws IOException {
    try (InputStream in = OptimizerStepTest.class.getResourceAsStream(resource)) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false);
    }
  }

  @ParameterizedTest
  @MethodSource("references")
  void stepsAsPyTorchDoesWithALearningRateThatChanges(JsonNode reference) {
    Optimizer optimizer = optimizer(reference);
    float[] parameters = floats(reference.get("initial"));
    OptimizerStep rule = OptimizerStep.of(optimizer, layout(parameters.length));

    for (JsonNode step : reference.get("steps")) {
      StepSettings settings = new StepSettings(step.get("lr").asDouble(), optimizer.momentum());
      rule.apply(parameters, floats(step.get("gradient")), settings);

      JsonNode expected = step.get("parameter_after");
      for (int i = 0; i < parameters.length; i++) {
        assertThat((double) parameters[i])
            .as("parameter %d after step %d", i, rule.steps())
            .isCloseTo(expected.get(i).asDouble(), within(FLOAT_TOLERANCE));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("references")
  void goesOnFromItsSavedState(JsonNode reference) {
    Optimizer optimizer = optimizer(reference);
    float[] straight = floats(reference.get("initial"));
    float[] resumed = straight.clone();
    ParameterLayout layout = layout(straight.length);
    OptimizerStep first = OptimizerStep.of(optimizer, layout);
    float[] gradient = floats(reference.get("steps").get(0).get("gradient"));
    StepSettings settings = new StepSettings(0.01, optimizer.momentum());
    first.apply(straight, gradient.clone(), settings);
    OptimizerStep second = OptimizerStep.of(optimizer, layout);
    second.restore(first.state(), first.steps());
    System.arraycopy(straight, 0, resumed, 0, straight.length);

    first.apply(straight, gradient.clone(), settings);
    second.apply(resumed, gradient.clone(), settings);

    assertThat(resumed).isEqualTo(straight);
    assertThat(second.steps()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("references")
  void beginsAgainFromAnEmptyState(JsonNode reference) {
    Optimizer optimizer = optimizer(reference);
    float[] initial = floats(reference.get("initial"));
    float[] gradient = floats(reference.get("steps").get(0).get("gradient"));
    StepSettings settings = new StepSettings(0.01, optimizer.momentum());
    OptimizerStep used = OptimizerStep.of(optimizer, layout(initial.length));
    used.apply(initial.clone(), gradient.clone(), settings);
    used.restore(TensorMap.empty(), 0);
    OptimizerStep fresh = OptimizerStep.of(optimizer, layout(initial.length));

    float[] expected = initial.clone();
    fresh.apply(expected, gradient.clone(), settings);
    float[] actual = initial.clone();
    used.apply(actual, gradient.clone(), settings);

    assertThat(actual).isEqualTo(expected);
    assertThat(used.steps()).isEqualTo(1);
  }

  /** Numbers of PyTorch 1.13 for a decay and an epsilon that are as large as the gradients. */
  @Test
  void decaysAndDampsAsPyTorchsAdamDoes() {
    assertSteps(
        new Adam(0.1, 0.9, 0.99, 0.25, 0.5),
        new double[][] {
          {0.44, -1.925},
          {0.434788417941338, -1.8505893597392367},
          {0.40448769361601944, -1.7733331997031136}
        });
    assertSteps(
        new AdamW(0.1, 0.9, 0.99, 0.25, 0.5),
        new double[][] {
          {0.44166666666666665, -1.95},
          {0.45273248784391196, -1.9024999999999999},
          {0.4363681669598608, -1.7829506863735012}
        });
  }

  private static void assertSteps(Optimizer optimizer, double[][] expected) {
    OptimizerStep rule = OptimizerStep.of(optimizer, layout(2));
    float[] parameters = {0.5f, -2};
    float[][] gradients = {{0.125f, 0.25f}, {-0.5f, 0.25f}, {0.25f, -1}};
    for (int step = 0; step < 3; step++) {
      rule.apply(parameters, gradients[step], new StepSettings(0.1, 0.9));
      assertThat(new double[] {parameters[0], parameters[1]})
          .containsExactly(expected[step], within(1e-6));
    }
  }

  /** Against PyTorch in double precision (muon.py): a convolution, a tall matrix, and a bias. */
  @ParameterizedTest
  @MethodSource("muonReferences")
  void makesTheStepsOfWeightsOrthogonalAsMuonDoes(JsonNode reference) {
    ParameterLayout layout =
        new ParameterLayout(
            reference.get("shapes").properties().stream()
                .map(shape -> parameter(shape.getKey(), shape.getValue()))
                .toList());
    Optimizer optimizer = NamedOptimizers.parse(reference.get("optimizer").asText());
    OptimizerStep rule = OptimizerStep.of(optimizer, layout);
    float[] parameters = flattened(reference.get("initial"));

    for (JsonNode step : reference.get("steps")) {
      rule.apply(
          parameters,
          flattened(step.get("gradient")),
          new StepSettings(reference.get("lr").asDouble(), optimizer.momentum()));

      assertThat(parameters)
          .containsExactly(flattened(step.get("parameter_after")), within((float) FLOAT_TOLERANCE));
    }
  }

  static Stream<JsonNode> muonReferences() throws IOException {
    return read("/reference/muon.json");
  }

  private static Parameter parameter(String name, JsonNode dimensions) {
    List<Integer> sizes =
        StreamSupport.stream(dimensions.spliterator(), false).map(JsonNode::asInt).toList();
    return new Parameter(name, name.equals("bias") ? Role.BIAS : Role.WEIGHT, new Shape(sizes), 1);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "sgd(lr=0.1, weight_decay=0.5)                      | 1.9  | 1.9",
        "sgd(lr=0.1, weight_decay=0.5, decay_norms=false)   | 1.9  | 2",
        "sgd(lr=0.1, l1=0.5)                                | 1.95 | 2",
        "adamw(lr=0.1, weight_decay=0.5, decay_norms=false) | 1.9  | 2",
        "lion(lr=0.1, l1=0.5)                               | 1.9  | 2",
        "lion(lr=0.1, weight_decay=0.5)                     | 1.9  | 1.9"
      })
  void penalizesWeightsAndSparesNormsWhereAsked(String text, float weight, float shift) {
    List<Parameter> norm =
        List.of(
            new Parameter("0.weight", Role.WEIGHT, Shape.flat(1), 1),
            new Parameter("1.bias", Role.SHIFT, Shape.flat(1), 1));
    float[] parameters = {2, 2};

    OptimizerStep.of(NamedOptimizers.parse(text), new ParameterLayout(norm))
        .apply(parameters, new float[2], new StepSettings(0.1, 0));

    assertThat(parameters).containsExactly(new float[] {weight, shift}, within(1e-6f));
  }

  @Test
  void namesItsStateAsPyTorchDoes() {
    assertThat(OptimizerStep.of(Sgd.of(0.1, 0.9), layout(2)).state().names())
        .containsExactly("0.weight.momentum_buffer");
    assertThat(OptimizerStep.of(Adam.of(0.1), layout(2)).state().names())
        .containsExactly("0.weight.exp_avg", "0.weight.exp_avg_sq");
    assertThat(OptimizerStep.of(NamedOptimizers.parse("lion"), layout(2)).state().names())
        .containsExactly("0.weight.exp_avg");
    assertThat(OptimizerStep.of(NamedOptimizers.parse("muon"), layout(2)).state().names())
        .containsExactly("0.weight.exp_avg_sq", "0.weight.momentum_buffer");
  }

  @Test
  void keepsTheMeanOfGradientsWithItsSign() {
    OptimizerStep rule =
        OptimizerStep.of(NamedOptimizers.parse("rmsprop(centered=true)"), layout(1));

    rule.apply(new float[1], new float[] {2}, new StepSettings(0.1, 0));

    assertThat(rule.state().get("0.weight.grad_avg").values()[0]).isCloseTo(0.02f, within(1e-6f));
  }

  @Test
  void refusesStateOfAnotherLengthThanTheParameters() {
    Optimizer broken = withState(new float[3]);

    assertThatThrownBy(() -> OptimizerStep.of(broken, layout(2)).state())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the state sum of broken holds 3 values for 2 parameters");
  }

  private static Optimizer withState(float[] state) {
    return new Optimizer() {
      @Override
      public double learningRate() {
        return 0.1;
      }

      @Override
      public Component component() {
        return Component.of("broken");
      }

      @Override
      public UpdateRule rule(List<Parameter> parameters) {
        return new UpdateRule() {
          @Override
          public void apply(float[] values, float[] gradients, StepSettings settings, long step) {}

          @Override
          public Map<String, float[]> state() {
            return Map.of("sum", state);
          }
        };
      }
    };
  }

  @Test
  void leavesAParameterAtZeroWhereTheL1PenaltyHasNoSlope() {
    float[] parameters = {0};

    OptimizerStep.of(NamedOptimizers.parse("sgd(lr=0.1, l1=0.5)"), layout(1))
        .apply(parameters, new float[1], new StepSettings(0.1, 0));

    assertThat(parameters).containsExactly(0);
  }

  @Test
  void refusesTheStateOfAnotherNetwork() {
    OptimizerStep rule = OptimizerStep.of(Sgd.of(0.1, 0.9), layout(2));
    TensorMap other = OptimizerStep.of(Sgd.of(0.1, 0.9), layout(3)).state();

    assertThatThrownBy(() -> rule.restore(other, 1))
        .isInstanceOf(MenagerieException.class)
        .hasMessage(
            "These weights are of another network: 0.weight.momentum_buffer should be [2] but is"
                + " [3].");
  }

  @Test
  void clipsByTheGlobalNormAsPyTorchDoes() throws IOException {
    try (InputStream in = OptimizerStepTest.class.getResourceAsStream("/reference/clipping.json")) {
      for (JsonNode reference : new ObjectMapper().readTree(in).get("clip_by_global_norm")) {
        float[] gradients = flattened(reference.get("gradients"));

        assertThat(GradientClipping.norm(gradients))
            .isCloseTo(reference.get("total_norm").asDouble(), within(FLOAT_TOLERANCE));
        GradientClipping.clip(gradients, reference.get("max_norm").asDouble());
        float[] expected = flattened(reference.get("clipped"));
        for (int i = 0; i < expected.length; i++) {
          assertThat(gradients[i]).isCloseTo(expected[i], within((float) FLOAT_TOLERANCE));
        }
      }
    }
  }

  /** As PyTorch 1.13: its summand of a millionth shows where gradients are as small. */
  @Test
  void clipsTinyGradientsAsPyTorchDoes() {
    float[] gradients = {3e-6f, 4e-6f};

    GradientClipping.clip(gradients, 2e-6);

    assertThat(gradients).containsExactly(new float[] {1e-6f, 1.3333e-6f}, within(1e-10f));
  }

  @Test
  void laysParametersEndToEnd() {
    List<Parameter> parameters =
        List.of(
            new Parameter("0.weight", Role.WEIGHT, Shape.flat(6), 1),
            new Parameter("0.bias", Role.BIAS, Shape.flat(2), 1),
            new Parameter("1.weight", Role.WEIGHT, Shape.flat(3), 1));
    ParameterLayout layout = new ParameterLayout(parameters);

    assertThat(layout.parameters()).isEqualTo(parameters);
    assertThat(layout.offset(0)).isZero();
    assertThat(layout.offset(1)).isEqualTo(6);
    assertThat(layout.offset(2)).isEqualTo(8);
    assertThat(layout.size()).isEqualTo(11);
  }

  /** Every key is an argument, so that none is left out unseen. */
  private static Optimizer optimizer(JsonNode reference) {
    Component component = Component.of(reference.get("optimizer").asText().split(",", -1)[0]);
    for (Map.Entry<String, JsonNode> argument : reference.properties()) {
      component =
          switch (argument.getKey()) {
            case "optimizer", "initial", "steps" -> component;
            case "betas" ->
                component
                    .with("beta1", argument.getValue().get(0).asText())
                    .with("beta2", argument.getValue().get(1).asText());
            default -> component.with(argument.getKey(), argument.getValue().asText());
          };
    }
    return NamedOptimizers.parse(component.toString());
  }

  private static ParameterLayout layout(int size) {
    return new ParameterLayout(
        List.of(new Parameter("0.weight", Role.WEIGHT, Shape.flat(size), 1)));
  }

  private static float[] floats(JsonNode values) {
    float[] result = new float[values.size()];
    for (int i = 0; i < result.length; i++) {
      result[i] = (float) values.get(i).asDouble();
    }
    return result;
  }

  private static float[] flattened(JsonNode lists) {
    int size = 0;
    for (JsonNode list : lists) {
      size += list.size();
    }
    float[] result = new float[size];
    int next = 0;
    for (JsonNode list : lists) {
      for (JsonNode value : list) {
        result[next++] = (float) value.asDouble();
      }
    }
    return result;
  }
}
