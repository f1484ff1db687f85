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
  void growsWithWhatIsTouchedOutsideTheHeap() {
    long before = PeakMemory.bytes().orElseThrow();
    ByteBuffer outside = ByteBuffer.allocateDirect(256 << 20);
    for (int i = 0; i < outside.capacity(); i += 4096) {
      outside.put(i, (byte) 1);
    }

    assertThat(PeakMemory.bytes().orElseThrow()).isGreaterThan(before + (100 << 20));
    assertThat(outside.get(4096)).isEqualTo((byte) 1);
  }
}
