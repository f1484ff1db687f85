package org.menagerie.runner.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InvocationTest {
  private static final Map<String, String> DATED = Map.of("SOURCE_DATE_EPOCH", "1767225600");

  @Test
  void isWrittenAsAShellTakesIt() {
    assertThat(
            Invocation.of(DATED, "report", "my runs", "--set=lr=0.1,0.3", "it's", "$HOME", "")
                .colophon()
                .command())
        .isEqualTo("runner report 'my runs' --set=lr=0.1,0.3 'it'\\''s' '$HOME' ''");
  }

  @Test
  void isDatedAsItsEnvironmentSays() {
    assertThat(Invocation.of(DATED).colophon().time())
        .isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
  }

  @Test
  void isDatedByTheClockOtherwise() {
    for (String epoch : new String[] {"", "yesterday"}) {
      assertThat(Invocation.of(Map.of("SOURCE_DATE_EPOCH", epoch)).colophon().time())
          .isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
    }
  }
}
