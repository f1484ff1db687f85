package org.menagerie.execution.worker;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.profile.StepProfile;

/** Measures training steps in a process of their own, started as one that trains is. */
public final class ProfileProcess {
  private final PluginSources plugins;

  public ProfileProcess(PluginSources plugins) {
    this.plugins = plugins;
  }

  /**
   * The times of training steps of the model's default recipe.
   *
   * @param model as {@code zoo/model}
   * @throws MenagerieException if that fails, with the process's own sentence if it left one
   */
  public StepProfile profile(Engine engine, String model, int threads) {
    try {
      Process process = WorkerCommand.ofProfile(engine, model, threads, plugins).start();
      List<WorkerMessage> messages = new ArrayList<>();
      try (WorkerLines lines = new WorkerLines(process.getInputStream())) {
        for (Optional<String> line = lines.next(); line.isPresent(); line = lines.next()) {
          line.flatMap(MessageLines::parse).ifPresent(messages::add);
        }
      }
      return result(messages, process.waitFor());
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RUN_FAILED, "Cannot run the measuring process: " + e.getMessage() + ".", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MenagerieException(ErrorCode.RUN_FAILED, "The measurement was interrupted.", e);
    }
  }

  private static StepProfile result(List<WorkerMessage> messages, int exitCode) {
    for (WorkerMessage message : messages) {
      if (message instanceof WorkerMessage.Profiled profiled) {
        return profiled.profile();
      }
      if (message instanceof WorkerMessage.Failed failed) {
        throw new MenagerieException(failed.code(), failed.message());
      }
    }
    throw new MenagerieException(
        ErrorCode.RUN_CRASHED,
        "The measuring process ended with exit code %d and without a result.".formatted(exitCode));
  }
}
