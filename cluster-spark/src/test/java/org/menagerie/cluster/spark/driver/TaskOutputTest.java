package org.menagerie.cluster.spark.driver;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** However the bytes of a process arrive, its tasks are parted where it says so. */
class TaskOutputTest {
  private static final String END = "!end\n";
  private static final byte[] TWO_TASKS = "one ! !en !!end\ntwo\n!end\nrest !e".getBytes(UTF_8);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5, 7, 100})
  void partsTheTasksAndGivesTheRestAtTheEnd(int pieces) throws IOException {
    TaskOutput output = new TaskOutput(inPiecesOf(pieces), END.getBytes(UTF_8));
    StringBuilder text = new StringBuilder();
    List<Boolean> waits = new ArrayList<>();
    for (int task = 0; task < 3; task++) {
      waits.add(output.passTo(bytes -> text.append(new String(bytes, UTF_8))));
      text.append('|');
    }

    assertThat(text).hasToString("one ! !en !|two\n|rest !e|");
    assertThat(waits).containsExactly(true, true, false);
  }

  private static InputStream inPiecesOf(int size) {
    return new ByteArrayInputStream(TWO_TASKS) {
      @Override
      public int read(byte[] bytes, int offset, int length) {
        return super.read(bytes, offset, Math.min(size, length));
      }
    };
  }
}
