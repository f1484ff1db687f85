package org.menagerie.api.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.menagerie.api.data.Download.RemoteFile;

class DownloadTest {

  @ParameterizedTest
  @ValueSource(strings = {"..", "../up", "/etc", "a/b", "a\\b", "C:", "", " ", ".hidden", "a\nb"})
  void refusesNamesThatLeadElsewhere(String name) {
    assertThatIllegalArgumentException().isThrownBy(() -> new RemoteFile(name, "00"));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new Download(name, List.of(), List.of()))
        .withMessageContaining("not \"" + name + "\"");
  }

  @Test
  void takesPlainNames() {
    assertThat(new RemoteFile("t10k-images-idx3-ubyte.gz", "00").name())
        .isEqualTo("t10k-images-idx3-ubyte.gz");
    assertThat(new Download("fashion_mnist", List.of(), List.of()).folder())
        .isEqualTo("fashion_mnist");
  }
}
