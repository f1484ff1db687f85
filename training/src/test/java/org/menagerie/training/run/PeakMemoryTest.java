package org.menagerie.training.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

class PeakMemoryTest {
  @Test
  void readsThePeakAndNotThePresentSize() {
    assertThat(
            PeakMemory.parse(
                List.of(
                    "Name:\tjava", "VmPeak:\t 9575520 kB", "VmHWM:\t  526144 kB", "VmRSS:\t 1 kB")))
        .hasValue(538_771_456);
  }

  @Test
  void saysNothingWhereTheSystemDoesNot() {
    assertThat(PeakMemory.parse(List.of("Name:\tjava"))).isEmpty();
  }

  @Test
  @EnabledOnOs(OS.LINUX)
  void growsWithWhatIsTouchedOutsideTheHeapUntilItCountsAnew() throws InterruptedException {
    PeakMemory first = PeakMemory.sinceNow();
    long before = first.bytes().orElseThrow();
    touch(256 << 20);
    long after = first.bytes().orElseThrow();
    assertThat(after).isGreaterThan(before + (100 << 20));

    long next = after;
    for (int i = 0; i < 100 && next > after - (100 << 20); i++) {
      // The buffer's memory is given back some time after nobody holds it.
      System.gc();
      Thread.sleep(20);
      next = PeakMemory.sinceNow().bytes().orElseThrow();
    }
    assertThat(next).isLessThan(after - (100 << 20));
  }

  private static void touch(int bytes) {
    ByteBuffer outside = ByteBuffer.allocateDirect(bytes);
    for (int i = 0; i < outside.capacity(); i += 4096) {
      outside.put(i, (byte) 1);
    }
    assertThat(outside.get(4096)).isEqualTo((byte) 1);
  }
}
