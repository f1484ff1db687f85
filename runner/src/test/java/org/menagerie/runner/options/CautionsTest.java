package org.menagerie.runner.options;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.List;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.api.recipe.Sampler;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.RunSpec;

class CautionsTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Terminal terminal =
      new Terminal(
          new PrintStream(out, true, UTF_8), new PrintStream(err, true, UTF_8), false, 80, 24);

  /** Far more threads than any machine has processors for, whatever else it does. */
  @Test
  void warnOfThreadsThatWaitForEachOtherThoughQuiet() {
    Cautions.print(terminal.withoutProgress(), mxnet(), 100_000);

    assertThat(err.toString(UTF_8))
        .startsWith("Warning: Other work keeps this machine busy (a load of ")
        .contains("with --threads 1 it can be many times as fast.");
    assertThat(out.size()).isZero();
  }

  @Test
  void areSilentWhereThereIsNothingToSay() {
    Cautions.print(terminal, mxnet(), 1);

    assertThat(err.size()).isZero();
  }

  @Test
  void warnOfBalancingTwice() {
    for (Sampler sampler : Sampler.values()) {
      for (String loss : List.of("cross_entropy", "cross_entropy(weight=balanced)")) {
        Recipe recipe = Recipe.builder("default").sampler(sampler).loss(loss).build();
        RunSpec spec =
            RunSpec.builder("zoo", "model").engine("vector").dataset("d").recipe(recipe).build();
        Catalog catalog = Catalog.builder().add(Engine.class, List.of(engine("vector"))).build();
        Cautions.print(terminal, catalog, List.of(spec, spec.toBuilder().seed(2).build()));
      }
    }

    assertThat(err.toString(UTF_8))
        .isEqualTo(
            "Warning: sampler=balanced and weight=balanced together count rare classes twice over; use one of the two.\n");
  }

  private static Engine mxnet() {
    return engine("mxnet");
  }

  private static Engine engine(String name) {
    return ServiceLoader.load(Engine.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(engine -> engine.name().equals(name))
        .findFirst()
        .orElseThrow();
  }
}
