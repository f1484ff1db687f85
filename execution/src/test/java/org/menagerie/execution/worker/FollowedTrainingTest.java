package org.menagerie.execution.worker;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.execution.SampleResult;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.loop.BatchProgress;
import org.menagerie.training.loop.TrainingListener;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.RunStatus;

/** What those see of a training who look at its folder, and how they stop it. */
@Timeout(30)
class FollowedTrainingTest {
  private static final RunSpec SPEC =
      RunSpec.builder("zoo", "model")
          .engine("idle")
          .dataset("digits")
          .recipe(Recipe.builder("default").build())
          .build();

  @TempDir private Path out;

  private final FakeProcess process = new FakeProcess();
  private final List<String> explained = new ArrayList<>();
  private RunFolder folder;

  @BeforeEach
  void prepare() {
    folder = RunFolder.forRun(out, SPEC);
  }

  private RunningWorker start() {
    WorkerPool pool =
        new WorkerPool(
            out, PluginSources.parse(List.of()), (command, order, engine, place) -> process, false);
    return pool.startTraining(
        SPEC,
        new IdleEngine(),
        folder,
        new TrainingListener() {
          @Override
          public void explained(String sentence) {
            explained.add(sentence);
          }
        });
  }

  @Test
  void saysWhoTrainsUntilThereIsAResult() {
    RunningWorker worker = start();
    RunStatus status = folder.readStatus().orElseThrow();
    assertThat(status.state()).isEqualTo(RunStatus.State.TRAINING);
    assertThat(status.pid()).isEqualTo(ProcessHandle.current().pid());
    assertThat(status.isAtWork()).isTrue();

    folder.writeResult(SampleResult.of(SPEC, 980));
    process.says(new WorkerMessage.Finished(false));
    process.ends(0);

    assertThat(worker.await()).isTrue();
    assertThat(folder.status()).doesNotExist();
  }

  @Test
  void stopsOnceAtACheckpointWhenTheFolderSaysSo() throws Exception {
    folder.requestStop();
    RunningWorker worker = start();
    // That was asked of an earlier training.
    assertThat(folder.stopRequest()).doesNotExist();

    folder.requestStop();
    process.says(new WorkerMessage.Batch(new BatchProgress(1, 1, 10, 0.5, 90)));
    process.says(new WorkerMessage.Batch(new BatchProgress(1, 2, 10, 0.5, 90)));
    CompletableFuture<Boolean> done = CompletableFuture.supplyAsync(worker::await);
    assertThat(process.isTold()).isEqualTo(MessageLines.format(new WorkerOrder.Stop()));
    process.says(new WorkerMessage.Finished(false));
    process.ends(0);

    assertThat(done.get()).isFalse();
    assertThat(explained)
        .containsExactly("stopping at the next checkpoint, as another command asks");
    assertThat(folder.readStatus().orElseThrow().state()).isEqualTo(RunStatus.State.STOPPED);
    assertThat(folder.stopRequest()).doesNotExist();
  }

  @Test
  void saysWhyATrainingFailed() {
    RunningWorker worker = start();
    process.says(new WorkerMessage.Failed(ErrorCode.RUN_FAILED, "The loss is NaN."));
    process.ends(1);

    assertThatThrownBy(worker::await).isInstanceOf(MenagerieException.class);

    RunStatus status = folder.readStatus().orElseThrow();
    assertThat(status.state()).isEqualTo(RunStatus.State.FAILED);
    assertThat(status.reason()).contains("The loss is NaN.");
    assertThat(status.isAtWork()).isFalse();
  }

  @Test
  void leavesNothingOfATrainingThatIsRefused() {
    RunningWorker worker = start();
    process.says(new WorkerMessage.Failed(ErrorCode.INVALID_ARGUMENT, "No."));
    process.ends(2);

    assertThatThrownBy(worker::await)
        .isInstanceOfSatisfying(MenagerieException.class, e -> folder.removeIfRefused(e));

    assertThat(folder.path()).doesNotExist();
  }

  @Test
  void readsNoStatusThatIsDamaged() throws IOException {
    for (String text : List.of("", "{", "[]", "{\"state\": \"BORED\"}", "{\"pid\": 1}")) {
      Files.writeString(folder.status(), text);
      assertThat(folder.readStatus()).as(text).isEmpty();
    }
  }

  /** A process whose other end is this test. */
  private static final class FakeProcess extends Process {
    private final PipedInputStream output = new PipedInputStream();
    private final PipedOutputStream input = new PipedOutputStream();
    private final CompletableFuture<Integer> exit = new CompletableFuture<>();
    private final PrintStream says;
    private final BufferedReader hears;

    FakeProcess() {
      try {
        says = new PrintStream(new PipedOutputStream(output), true, UTF_8);
        hears = new BufferedReader(new InputStreamReader(new PipedInputStream(input), UTF_8));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }

    void says(WorkerMessage message) {
      says.print(MessageLines.format(message) + "\n");
      says.flush();
    }

    String isTold() throws IOException {
      return hears.readLine();
    }

    void ends(int exitCode) {
      says.close();
      exit.complete(exitCode);
    }

    @Override
    public OutputStream getOutputStream() {
      return input;
    }

    @Override
    public InputStream getInputStream() {
      return output;
    }

    @Override
    public InputStream getErrorStream() {
      return InputStream.nullInputStream();
    }

    @Override
    public int waitFor() {
      return exit.join();
    }

    @Override
    public int exitValue() {
      return exit.join();
    }

    @Override
    public long pid() {
      return 0;
    }

    @Override
    public void destroy() {
      ends(143);
    }
  }

  private static final class IdleEngine implements Engine {
    @Override
    public String name() {
      return "idle";
    }

    @Override
    public String description() {
      return "trains nothing";
    }

    @Override
    public Session open(SessionSpec spec, TensorMap weights) {
      throw new UnsupportedOperationException();
    }
  }
}
