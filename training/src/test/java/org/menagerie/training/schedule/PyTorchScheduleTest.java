package org.menagerie.training.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.Component;
import org.menagerie.api.recipe.Schedule;
import org.menagerie.api.recipe.StepSettings;
import org.menagerie.api.recipe.TrainingPlan;

class PyTorchScheduleTest {
  private static final double MOMENTUM = 0.9;
  private static final List<String> ONE_CYCLE_OPTIONS =
      List.of(
          "max_lr",
          "pct_start",
          "div_factor",
          "final_div_factor",
          "anneal_strategy",
          "three_phase",
          "cycle_momentum");

  static Stream<JsonNode> references() throws IOException {
    try (InputStream in =
        PyTorchScheduleTest.class.getResourceAsStream("/reference/schedules.json")) {
      return StreamSupport.stream(new ObjectMapper().readTree(in).spliterator(), false);
    }
  }

  @ParameterizedTest
  @MethodSource("references")
  void followsPyTorchStepByStep(JsonNode reference) {
    Schedule.Curve curve = curve(reference);
    JsonNode expected = reference.get("lr_and_momentum_per_step");

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

  private static Schedule.Curve curve(JsonNode reference) {
    double lr = reference.get("lr").asDouble();
    int steps = reference.get("lr_and_momentum_per_step").size();
    return switch (reference.get("schedule").asText()) {
      case "step" ->
          create(
              new StepSchedule(),
              Component.of("step")
                  .with("step_size", reference.get("step_size").asInt())
                  .with("gamma", reference.get("gamma").asDouble()),
              new TrainingPlan(steps, 1, lr, MOMENTUM));
      case "cosine" ->
          create(
              new CosineSchedule(),
              Component.of("cosine").with("t_max", reference.get("t_max").asInt()),
              new TrainingPlan(steps, 1, lr, MOMENTUM));
      default -> {
        Component component = Component.of("one_cycle");
        for (String option : ONE_CYCLE_OPTIONS) {
          if (reference.has(option)) {
            component = component.with(option, reference.get(option).asText());
          }
        }
        int total = reference.get("total_steps").asInt();
        yield create(new OneCycleSchedule(), component, new TrainingPlan(1, total, lr, MOMENTUM));
      }
    };
  }

  @Test
  void multiStepDecaysAfterEachMilestone() {
    Schedule.Curve curve =
        create(
            new MultiStepSchedule(),
            Component.parse("multi_step(milestones=(2, 4), gamma=0.5)"),
            new TrainingPlan(6, 10, 1, 0.9));

    assertThat(Stream.of(0L, 19L, 20L, 39L, 40L, 59L).map(s -> curve.at(s).learningRate()))
        .containsExactly(1.0, 1.0, 0.5, 0.5, 0.25, 0.25);
  }

  @Test
  void exponentialDecaysEveryEpoch() {
    Schedule.Curve curve =
        create(
            new ExponentialSchedule(),
            Component.parse("exponential(gamma=0.5)"),
            new TrainingPlan(3, 10, 1, 0.9));

    assertThat(Stream.of(0L, 9L, 10L, 20L).map(s -> curve.at(s).learningRate()))
        .containsExactly(1.0, 1.0, 0.5, 0.25);
  }

  @Test
  void oneCycleRisesToTheOptimizersLearningRateUnlessToldOtherwise() {
    Schedule.Curve curve =
        create(
            new OneCycleSchedule(),
            Component.parse("one_cycle(pct_start=0.5)"),
            new TrainingPlan(2, 50, 0.3, 0.9));

    assertThat(curve.at(49).learningRate()).isEqualTo(0.3);
  }

  @Test
  void oneCycleOfASingleStepStandsAtItsBeginning() {
    Schedule.Curve curve =
        create(
            new OneCycleSchedule(),
            Component.parse("one_cycle(pct_start=1)"),
            new TrainingPlan(1, 1, 0.25, 0.9));

    assertThat(curve.at(0).learningRate()).isCloseTo(0.01, within(1e-15));
  }

  private static Schedule.Curve create(Schedule schedule, Component component, TrainingPlan plan) {
    return schedule.create(Arguments.of(component, schedule.options()), plan);
  }
}
