package org.menagerie.execution.sweep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.execution.SampleResult;
import org.menagerie.execution.worker.WorkerPool;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunLock;
import org.menagerie.training.run.RunResult;
import org.menagerie.training.run.RunSpec;

/** Two sweeps that want the same run; the other one here holds its lock. */
@Timeout(30)
class WorkerLauncherTest {
  private static final RunSpec SPEC =
      RunSpec.builder("zoo", "model")
          .engine("vector")
          .dataset("digits")
          .recipe(Recipe.builder("default").build())
          .build();

  @TempDir private Path out;

  private final Heard heard = new Heard();
  private RunFolder folder;
  private WorkerLauncher launcher;

  @BeforeEach
  void prepare() {
    folder = RunFolder.forRun(out, SPEC);
    launcher =
        new WorkerLauncher(
            new WorkerPool(out, PluginSources.parse(List.of())),
            Catalog.builder().build(),
            out,
            (run, result) -> fail("nothing is trained here"));
  }

  @Test
  void waitsForWhatAnotherProcessTrains() throws Exception {
    CompletableFuture<Optional<RunResult>> ending;
    try (RunLock other = RunLock.of(folder)) {
      assertThat(other).isNotNull();
      Launcher.Launched launched = launcher.launch(SPEC, heard);
      ending = CompletableFuture.supplyAsync(launched::await);
      assertThat(heard.waited.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(ending).isNotDone();
      folder.writeResult(SampleResult.of(SPEC, 980));
    }

    assertThat(ending.get(10, TimeUnit.SECONDS)).hasValue(SampleResult.of(SPEC, 980));
    assertThat(heard.sentence).isEqualTo("waiting for another process that is training this run");
    // And it has let go of the lock.
    RunLock.of(folder).close();
  }

  @Test
  void canBeStoppedWhileItWaits() throws Exception {
    try (RunLock other = RunLock.of(folder)) {
      assertThat(other).isNotNull();
      Launcher.Launched launched = launcher.launch(SPEC, heard);
      CompletableFuture<Optional<RunResult>> ending =
          CompletableFuture.supplyAsync(launched::await);
      assertThat(heard.waited.await(10, TimeUnit.SECONDS)).isTrue();
      launched.stop();

      assertThat(ending.get(10, TimeUnit.SECONDS)).isEmpty();
    }
  }

  private static final class Heard implements TrainingListener {
    private final CountDownLatch waited = new CountDownLatch(2);
    private volatile String sentence = "";

    @Override
    public void noticed(String text) {
      sentence = text;
    }

    @Override
    public void waiting() {
      waited.countDown();
    }
  }
}
