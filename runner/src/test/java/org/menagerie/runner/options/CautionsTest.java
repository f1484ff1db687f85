package org.menagerie.runner.options;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.Engine;
import org.menagerie.runner.terminal.Terminal;

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

  private static Engine mxnet() {
    return ServiceLoader.load(Engine.class).stream()
        .map(ServiceLoader.Provider::get)
        .filter(engine -> engine.name().equals("mxnet"))
        .findFirst()
        .orElseThrow();
  }
}
