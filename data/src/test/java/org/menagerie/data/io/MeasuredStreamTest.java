package org.menagerie.data.io;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class MeasuredStreamTest {
  // FIPS 180-2, appendix B.1.
  private static final String OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void countsAndHashesHoweverItIsRead() throws IOException {
    byte[] abc = "abc".getBytes(StandardCharsets.US_ASCII);
    try (MeasuredStream stream = new MeasuredStream(new ByteArrayInputStream(abc))) {
      assertThat(stream.read()).isEqualTo('a');
      assertThat(stream.skip(1)).isEqualTo(1);
      assertThat(stream.count()).isEqualTo(2);

      stream.drain();

      assertThat(stream.count()).isEqualTo(3);
      assertThat(stream.sha256()).isEqualTo(OF_ABC).isEqualTo(Sha256.of(abc));
    }
  }
}
