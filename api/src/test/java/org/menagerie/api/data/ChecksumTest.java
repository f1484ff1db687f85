package org.menagerie.api.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.menagerie.api.data.Download.RemoteFile;

class ChecksumTest {

  @Test
  void saysWhatItIsOfAndHow() {
    assertThat(Checksum.ofContents("00").of().algorithm()).isEqualTo("SHA-256");
    assertThat(Checksum.ofFile("00").of().algorithm()).isEqualTo("SHA-256");
    assertThat(Checksum.ofFileMd5("00").of().algorithm()).isEqualTo("MD5");
    assertThat(Checksum.ofContents("00").isOfContents()).isTrue();
    assertThat(Checksum.ofFile("00").isOfContents()).isFalse();
    assertThat(Checksum.ofFileMd5("00").isOfContents()).isFalse();
  }

  /** As plug-ins that were compiled earlier have them. */
  @Test
  void isOfContentsWhereNothingElseIsSaid() {
    assertThat(new RemoteFile("a.gz", "00").checksum()).isEqualTo(Checksum.ofContents("00"));
    assertThat(new KnownFile(Path.of("a.gz"), "00").checksum())
        .isEqualTo(Checksum.ofContents("00"));
  }
}
