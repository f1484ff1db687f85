package org.menagerie.execution.worker;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.plugins.PluginSources;

/**
 * Checks models in a process of their own. One that takes the process down with it is held
 * responsible, and a new process continues with the rest.
 */
public final class CheckProcess {
  private final PluginSources plugins;

  public CheckProcess(PluginSources plugins) {
    this.plugins = plugins;
  }

  /**
   * The faults of models, by {@code zoo/model}; sound models are left out.
   *
   * @throws MenagerieException if no process can be started
   */
  public Map<String, String> failures(Engine engine, List<String> models) {
    Map<String, String> failures = new TreeMap<>();
    Deque<String> waiting = new ArrayDeque<>(models);
    try {
      while (!waiting.isEmpty()) {
        int exitCode = check(engine, waiting, failures);
        if (!waiting.isEmpty()) {
          failures.put(
              waiting.remove(),
              "the process that checked it ended with exit code %d.".formatted(exitCode));
        }
      }
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED, "Cannot run the checking process: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MenagerieException(ErrorCode.RUN_FAILED, "The check was interrupted.", e);
    }
    return failures;
  }

  /** Takes from {@code waiting} all that a process has judged until it ended. */
  private int check(Engine engine, Deque<String> waiting, Map<String, String> failures)
      throws IOException, InterruptedException {
    Process process = WorkerCommand.ofCheck(engine, waiting, plugins).start();
    try (WorkerLines lines = new WorkerLines(process.getInputStream())) {
      for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
        Optional<WorkerMessage> message = MessageLines.parse(line.get());
        if (message.isPresent() && message.get() instanceof WorkerMessage.Checked checked) {
          waiting.remove(checked.model());
          checked.problem().ifPresent(problem -> failures.put(checked.model(), problem));
        }
      }
    }
    return process.waitFor();
  }
}
