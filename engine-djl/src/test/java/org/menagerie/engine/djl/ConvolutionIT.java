package org.menagerie.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Network;
import org.menagerie.engine.support.loss.CrossEntropy;
import org.menagerie.engine.support.optimizer.Sgd;
import org.menagerie.engine.testkit.Samples;

/** PyTorch in processes of their own, where oneDNN may go wrong. */
final class ConvolutionIT {

  @Test
  void opensWhereverTheProcessorHidesItsCaches() throws Exception {
    ProcessBuilder builder = new ProcessBuilder();
    builder.environment().remove("ONEDNN_MAX_CPU_ISA");
    assertThat(output(builder)).isEqualTo("opened");
  }

  @Test
  void isRefusedWhereItComputesWrongConvolutions() throws Exception {
    assumeTrue(HiddenCaches.areOn(Path.of("/")), "This machine tells the sizes of its caches.");
    ProcessBuilder builder = new ProcessBuilder();
    builder.environment().put("ONEDNN_MAX_CPU_ISA", "AVX2");
    assertThat(output(builder))
        .startsWith("The engine pytorch computes wrong convolutions on this machine")
        .contains("set the environment variable ONEDNN_MAX_CPU_ISA=SSE41");
  }

  private static String output(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process =
        builder
            .command(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dai.djl.offline=true",
                "-cp",
                System.getProperty("java.class.path"),
                Opening.class.getName())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    process.waitFor();
    return output.strip();
  }

  /** Opens a session, or says why it could not. */
  static final class Opening {
    private Opening() {}

    public static void main(String[] arguments) {
      Network network = Samples.everyLayer();
      SessionSpec spec =
          SessionSpec.builder(network, Sgd.of(0.05, 0.9), CrossEntropy.plain()).build();
      try {
        new PyTorchEngine().open(spec, Samples.weights(network, 3)).close();
        System.out.println("opened");
      } catch (MenagerieException e) {
        System.out.println(e.getMessage());
      }
    }
  }
}
