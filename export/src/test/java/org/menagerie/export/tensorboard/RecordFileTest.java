package org.menagerie.export.tensorboard;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;

class RecordFileTest {

  /** The check value of CRC-32C/iSCSI, and the first vector of RFC 3720, B.4. */
  @Test
  void isReadByChecksumsAsTheyAreSpecified() {
    assertThat(EventReader.crc32c("123456789".getBytes(UTF_8))).isEqualTo(0xe3069283);
    assertThat(EventReader.crc32c(new byte[32])).isEqualTo(0x8a9136aa);
  }

  @Test
  void framesRecordsByLengthAndChecksums() throws IOException {
    byte[] file = file("", "TensorBoard");

    assertThat(EventReader.records(file))
        .containsExactly(new byte[0], "TensorBoard".getBytes(UTF_8));
    assertThat(file).hasSize(16 + 16 + 11);
  }

  @Test
  void hasDamageNoticed() throws IOException {
    byte[] file = file("TensorBoard");
    for (int place = 0; place < file.length; place++) {
      byte[] damaged = file.clone();
      damaged[place] ^= 4;
      assertThatThrownBy(() -> EventReader.records(damaged))
          .as("byte %d", place)
          .hasMessageContaining("checksum");
    }
  }

  private static byte[] file(String... records) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (RecordFile file = new RecordFile(out)) {
      for (String record : records) {
        file.add(record.getBytes(UTF_8));
      }
    }
    return out.toByteArray();
  }
}
