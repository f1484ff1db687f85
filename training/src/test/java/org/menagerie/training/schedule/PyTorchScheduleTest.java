package org.menagerie.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.TrainingPlan;
import org.menagerie.training.catalog.Catalog;

class PyTorchScheduleTest {
  private static final double MOMENTUM = 0.9;
  private final Catalog catalog = Catalog.builder().add(Schedule.class, schedules()).build();

  private static final List<String> ONE_CYCLE_OPTIONS =
      List.of(
          "max_lr",
          "pct_start",
          "div_factor",
          "final_div_factor",
          "anneal_strategy",
          "three_phase",
          "cycle_momentum");

  private static List<Schedule> schedules() {
    return ServiceLoader.load(Schedule.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  @Test
  void describeThemselves() {
    assertThat(schedules())
        .extracting(Schedule::name)
        .containsExactlyInAnyOrder(
            "constant",
            "cosine",
            "cosine_warm_restarts",
            "cyclic",
            "exponential",
            "linear",
            "multi_step",
            "one_cycle",
            "polynomial",
            "reduce_on_plateau",
            "step",
            "warm_up");
    assertThat(schedules())
        .extracting(Schedule::description)
        .doesNotContain("")
        .doesNotHaveDuplicates();
  }

  static Stream<JsonNode> references() throws IOException {
    return Stream.concat(read("/reference/schedules.json"), read("/reference/schedules-more.json"))
        .filter(reference -> reference.has("lr_and_momentum_per_step"));
  }

  @Test
  void reducesOnAPlateauAsPyTorchDoes() throws IOException {
    JsonNode reference =
        read("/reference/schedules-more.json")
            .filter(candidate -> candidate.get("schedule").asText().equals("reduce on plateau"))
            .findFirst()
            .orElseThrow();
    Component component = Component.of("reduce_on_plateau");
    for (String argument :
        List.of("factor", "patience", "threshold", "threshold_mode", "cooldown", "min_lr")) {
      component = component.with(argument, reference.get(argument).asText());
    }
    JsonNode rates = reference.get("lr_in_each_epoch");
    Schedule.Curve curve =
        catalog.curve(
            component, TrainingPlan.of(rates.size(), 2, reference.get("lr").asDouble(), MOMENTUM));
    Schedule.Curve afterWarmUp =
        catalog.curve(
            Component.of("warm_up").with("schedule", component).with("epochs", 1),
            TrainingPlan.of(1 + rates.size(), 2, reference.get("lr").asDouble(), MOMENTUM));
    List<Double> losses = new ArrayList<>();
    List<Double> withWarmUp = new ArrayList<>(List.of(0.0));
    for (int epoch = 0; epoch < rates.size(); epoch++) {
      double rate = rates.get(epoch).asDouble();
      for (int batch = 0; batch < 2; batch++) {
        int step = 2 * epoch + batch;
        assertThat(curve.at(step, losses))
            .as("epoch %d", epoch)
            .isEqualTo(new StepSettings(rate, MOMENTUM));
        assertThat(afterWarmUp.at(2 + step, withWarmUp)).isEqualTo(curve.at(step, losses));
      }
      double loss = reference.get("metric_after_each_epoch").get(epoch).asDouble();
      losses.add(loss);
      withWarmUp.add(loss);
    }
    assertThat(rates.get(rates.size() - 1).asDouble()).isLessThan(reference.get("lr").asDouble());
  }

  private static Stream<JsonNode> read(String resource) throws IOException {
    try (InputStream in = PyTorchScheduleTest.class.getResourceAsStream(resource)) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false);
    }
  }

  /** By hand: the first loss is the lowest, and a fall has to exceed 0.5. */
  @Test
  void reducesOnAPlateauByDifferencesAndNotByNextToNothing() {
    TrainingPlan plan = TrainingPlan.of(9, 1, 0.5, MOMENTUM);
    List<Double> losses = List.of(2.0, 1.5, 1.6, 1.55);
    String plateau = "reduce_on_plateau(threshold_mode=abs, threshold=0.5, factor=0.5, patience=%d";

    assertThat(rate(plateau.formatted(2) + ")", plan, losses)).isEqualTo(0.25);
    assertThat(rate(plateau.formatted(3) + ")", plan, losses)).isEqualTo(0.5);
    assertThat(rate(plateau.formatted(2) + ", eps=0.25)", plan, losses)).isEqualTo(0.5);
    assertThat(rate(plateau.formatted(2) + ", eps=0.2)", plan, losses)).isEqualTo(0.25);
    assertThat(rate(plateau.formatted(0) + ")", plan, List.of(2.0, 1.4))).isEqualTo(0.5);
  }

  private double rate(String schedule, TrainingPlan plan, List<Double> losses) {
    return catalog.curve(Component.parse(schedule), plan).at(9, losses).learningRate();
  }

  @ParameterizedTest
  @MethodSource("references")
  void followsPyTorchStepByStep(JsonNode reference) {
    assertFollows(curve(reference), reference.get("lr_and_momentum_per_step"));
  }

  private static void assertFollows(Schedule.Curve curve, JsonNode expected) {
    for (int step = 0; step < expected.size(); step++) {
      StepSettings settings = curve.at(step);
      double rate = expected.get(step).get(0).asDouble();
      double momentum = expected.get(step).get(1).asDouble();
      assertThat(settings.learningRate()).as("step %d", step).isCloseTo(rate, relative(rate));
      assertThat(settings.momentum()).as("step %d", step).isCloseTo(momentum, relative(momentum));
    }
  }

  /** A cosine at its zero is known to a few units in the last place of its amplitude only. */
  private static Offset<Double> relative(double value) {
    return within(Math.max(1e-12 * Math.abs(value), 1e-17));
  }

  private Schedule.Curve curve(JsonNode reference) {
    double lr = reference.get("lr").asDouble();
    int steps = reference.get("lr_and_momentum_per_step").size();
    return switch (reference.get("schedule").asText()) {
      case "step" ->
          catalog.curve(
              Component.of("step")
                  .with("step_size", reference.get("step_size").asInt())
                  .with("gamma", reference.get("gamma").asDouble()),
              TrainingPlan.of(steps, 1, lr, MOMENTUM));
      case "cosine", "cosine to eta_min" ->
          catalog.curve(
              Component.of("cosine")
                  .with("t_max", reference.get("t_max").asInt())
                  .with("eta_min", reference.path("eta_min").asDouble(0)),
              TrainingPlan.of(steps, 1, lr, MOMENTUM));
      case "cosine, warm restarts" ->
          catalog.curve(
              Component.of("cosine_warm_restarts")
                  .with("t_0", reference.get("t_0").asInt())
                  .with("t_mult", reference.get("t_mult").asInt())
                  .with("eta_min", reference.get("eta_min").asDouble()),
              TrainingPlan.of(steps, 1, lr, MOMENTUM));
      case "cyclic" ->
          catalog.curve(
              Component.of("cyclic")
                  .with("base_lr", reference.get("base_lr").asDouble())
                  .with("max_lr", reference.get("max_lr").asDouble())
                  .with("step_size_up", reference.get("step_size_up").asInt())
                  .with("step_size_down", reference.get("step_size_down").asInt())
                  .with("mode", reference.get("mode").asText())
                  .with("gamma", reference.get("gamma").asDouble()),
              TrainingPlan.of(1, steps, lr, MOMENTUM));
      case "linear" ->
          catalog.curve(
              Component.of("linear")
                  .with("start_factor", reference.get("start_factor").asDouble())
                  .with("end_factor", reference.get("end_factor").asDouble())
                  .with("total_iters", reference.get("total").asInt()),
              TrainingPlan.of(steps, 1, lr, MOMENTUM));
      default -> {
        Component component = Component.of("one_cycle");
        for (String option : ONE_CYCLE_OPTIONS) {
          if (reference.has(option)) {
            component = component.with(option, reference.get(option).asText());
          }
        }
        int total = reference.get("total_steps").asInt();
        yield catalog.curve(component, TrainingPlan.of(1, total, lr, MOMENTUM));
      }
    };
  }

  /**
   * Schedules stepped per epoch or per batch, from PyTorch 1.13; each entry says which of its
   * schedulers, called how, gave the values.
   */
  static Stream<JsonNode> steppedReferences() throws IOException {
    return read("/reference/schedules-stepped.json");
  }

  @ParameterizedTest
  @MethodSource("steppedReferences")
  void movesOnPerEpochOrPerBatchAsPyTorchDoes(JsonNode reference) {
    TrainingPlan plan =
        TrainingPlan.of(
            reference.get("epochs").asInt(),
            reference.get("batches_per_epoch").asInt(),
            reference.get("lr").asDouble(),
            reference.get("momentum").asDouble());
    JsonNode expected = reference.get("lr_and_momentum_per_step");
    assertThat(expected).hasSize(Math.toIntExact(plan.totalSteps()));

    assertFollows(
        catalog.curve(Component.parse(reference.get("schedule").asText()), plan), expected);
  }

  @Test
  void warmUpRisesToTheFirstLearningRateOfWhatFollows() {
    TrainingPlan plan = TrainingPlan.of(3, 10, 0.5, 0.9);
    Schedule.Curve curve =
        catalog.curve(Component.parse("warm_up(schedule=one_cycle, start_factor=0)"), plan);
    Schedule.Curve oneCycle =
        catalog.curve(Component.of("one_cycle"), TrainingPlan.of(2, 10, 0.5, 0.9));

    assertThat(curve.at(0).learningRate()).isZero();
    assertThat(curve.at(5).learningRate()).isCloseTo(0.5 / 25 / 2, within(1e-15));
    assertThat(curve.at(0).momentum()).isEqualTo(0.95);
    assertThat(curve.at(10)).isEqualTo(oneCycle.at(0));
    assertThat(curve.at(29)).isEqualTo(oneCycle.at(19));
  }

  @Test
  void warmUpLeavesTimeForWhatFollows() {
    assertThatExceptionOfType(MenagerieException.class)
        .isThrownBy(
            () ->
                catalog.curve(
                    Component.parse("warm_up(epochs=3)"), TrainingPlan.of(3, 10, 0.5, 0.9)))
        .withMessage("warm_up: \"epochs\" must be fewer than the training's 3, not 3.");
  }

  @Test
  void oneCycleRisesToTheOptimizersLearningRateUnlessToldOtherwise() {
    Schedule.Curve curve =
        catalog.curve(
            Component.parse("one_cycle(pct_start=0.5)"), TrainingPlan.of(2, 50, 0.3, 0.9));

    assertThat(curve.at(49).learningRate()).isEqualTo(0.3);
  }

  @Test
  void oneCycleOfASingleStepStandsAtItsBeginning() {
    Schedule.Curve curve =
        catalog.curve(Component.parse("one_cycle(pct_start=1)"), TrainingPlan.of(1, 1, 0.25, 0.9));

    assertThat(curve.at(0).learningRate()).isCloseTo(0.01, within(1e-15));
  }
}
