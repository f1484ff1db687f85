package org.menagerie.engine.djl;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.engine.EngineException;
import ai.djl.util.Utils;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.error.MenagerieException;

/** What engines tell without loading a native library. */
class DjlEngineTest {

  @Test
  void areFoundAsServices() {
    assertThat(ServiceLoader.load(Engine.class).stream().map(provider -> provider.get().name()))
        .containsExactlyInAnyOrder("pytorch", "mxnet");
  }

  @Test
  void runOnlyWhereThereAreBuilds() {
    String here = System.setProperty("os.arch", "riscv64");
    try {
      assertThat(new PyTorchEngine().unavailable())
          .hasValue(
              "PyTorch has no build for riscv64 processors, only for amd64, x86_64, aarch64.");
      assertThat(new MxNetEngine().unavailable())
          .hasValue("MXNet has no build for riscv64 processors, only for amd64, x86_64.");
    } finally {
      System.setProperty("os.arch", here);
    }
  }

  @Test
  void warnOfThreadsThatHaveToWait() {
    assertThat(MxNetEngine.caution(2, 0.1, 2)).isEmpty();
    assertThat(MxNetEngine.caution(1, 9, 2)).isEmpty();
    assertThat(MxNetEngine.caution(2, -1, 2)).isEmpty();
    assertThat(MxNetEngine.caution(2, 1.5, 2))
        .hasValueSatisfying(
            caution ->
                assertThat(caution).contains("a load of 1.5 on 2 processors", "--threads 1"));
  }

  @Test
  void sayWhereTheirNativeLibraryCannotBeUnpacked() {
    EngineException failure =
        new EngineException("Failed to extract", new IOException("No space left on device"));
    assertThatThrownBy(() -> open(new PyTorchEngine(), failure))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith(
            "The engine pytorch cannot unpack its native library into " + Utils.getEngineCacheDir())
        .hasMessageContainingAll("No space left on device", "DJL_CACHE_DIR")
        .hasCause(failure);
    assertThatThrownBy(() -> open(new PyTorchEngine(), new EngineException("no such symbol")))
        .hasMessageStartingWith("The engine pytorch cannot start: no such symbol");
  }

  /** As MXNet's classes fail: two static initializers, one of which calls the other. */
  @Test
  void sayThatToWhereItIsLoadedByAStaticInitializer() {
    EngineException failure =
        new EngineException(
            "Failed to load MXNet native library",
            new ExceptionInInitializerError(
                new IllegalStateException("Failed to extract", new IOException("read-only"))));
    assertThatThrownBy(() -> open(new MxNetEngine(), new ExceptionInInitializerError(failure)))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith("The engine mxnet cannot unpack its native library into ")
        .hasMessageContainingAll("read-only", "DJL_CACHE_DIR")
        .hasCause(failure);
  }

  private static Session open(DjlEngine engine, Throwable failure) {
    return engine.started(
        () -> {
          if (failure instanceof Error error) {
            throw error;
          }
          throw (RuntimeException) failure;
        });
  }

  @Test
  void askForAnEnvironmentThatKeepsFreedMemory() {
    assertThat(new MxNetEngine().environment())
        .containsOnlyKeys(
            "MALLOC_MMAP_THRESHOLD_",
            "MALLOC_TRIM_THRESHOLD_",
            "MALLOC_TOP_PAD_",
            "OPT_OUT_TRACKING");
    assertThat(new PyTorchEngine().environment())
        .containsEntry("OMP_WAIT_POLICY", "PASSIVE")
        .containsAllEntriesOf(new MxNetEngine().environment());
  }

  @Test
  void noticeThatAProcessorHidesItsCaches(@TempDir Path root) throws Exception {
    assertThat(HiddenCaches.areOn(root)).as("not Linux").isFalse();
    Path processor = Files.createDirectories(root.resolve("sys/devices/system/cpu/cpu0"));
    assertThat(HiddenCaches.areOn(root)).isTrue();
    Files.createDirectories(processor.resolve("cache/index0"));
    assertThat(HiddenCaches.areOn(root)).isFalse();
  }
}
