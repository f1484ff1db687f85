package org.menagerie.execution.worker;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Arrays;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.model.ModelId;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.profile.StepProfile;
import org.menagerie.training.profile.StepProfiler;

/**
 * The process that measures training steps: {@code ProfileMain ENGINE ZOO/MODEL THREADS
 * PLUGIN_SOURCE...}. It trains as the first step of the model's default recipe does.
 */
public final class ProfileMain {
  /** Long enough for the JVM's compiler to be done with what the engine runs. */
  private static final Duration WARM_UP = Duration.ofSeconds(6);

  private static final Duration MEASURED = Duration.ofSeconds(4);

  private ProfileMain() {}

  public static void main(String[] args) {
    PrintStream messages = System.out;
    // Only messages may go to the stream that is read as messages.
    System.setOut(System.err);
    Parent.watch();
    WorkerMain.send(messages, profile(args));
    // Native libraries leave threads behind that would keep the process alive.
    Runtime.getRuntime().exit(0);
  }

  private static WorkerMessage profile(String[] args) {
    try {
      PluginSources sources = PluginSources.parse(Arrays.stream(args).skip(3).toList());
      Catalog catalog = LoadedPlugins.again(sources).catalog();
      ModelId id = ModelId.parse(args[1]);
      ModelDefinition model = catalog.model(id.zoo(), id.name());
      Recipe recipe = catalog.recipe(model, "");
      StepProfile profile =
          new StepProfiler(WARM_UP, MEASURED)
              .profile(
                  catalog.engines().get(args[0]),
                  catalog.session(model.network(), recipe, Integer.parseInt(args[2])),
                  recipe.batchSize(),
                  catalog.firstStep(recipe));
      return new WorkerMessage.Profiled(profile);
    } catch (MenagerieException e) {
      return new WorkerMessage.Failed(e.code(), String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      // Engines throw what they like.
      return new WorkerMessage.Failed(ErrorCode.RUN_CRASHED, "The engine failed: " + e);
    }
  }
}
