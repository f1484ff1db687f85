package org.menagerie.execution.worker;

import java.io.PrintStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.model.ModelId;
import org.menagerie.execution.check.ModelCheck;
import org.menagerie.plugins.LoadedPlugins;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.catalog.Catalog;

/**
 * The process that checks models, since that takes a native engine: {@code CheckMain ENGINE
 * ZOO/MODEL,... PLUGIN_SOURCE...}. It reports on each model in turn.
 */
public final class CheckMain {
  private CheckMain() {}

  public static void main(String[] args) {
    PrintStream messages = System.out;
    // Only messages may go to the stream that is read as messages.
    System.setOut(System.err);
    Parent.watch();
    List<String> sources = Arrays.stream(args).skip(2).toList();
    Catalog catalog = LoadedPlugins.again(PluginSources.parse(sources)).catalog();
    ModelCheck check = new ModelCheck(catalog, catalog.engines().get(args[0]));
    for (String model : args[1].split(",", -1)) {
      WorkerMain.send(messages, new WorkerMessage.Checked(model, problem(check, catalog, model)));
    }
    // Native libraries leave threads behind that would keep the process alive.
    Runtime.getRuntime().exit(0);
  }

  private static Optional<String> problem(ModelCheck check, Catalog catalog, String id) {
    try {
      ModelId model = ModelId.parse(id);
      check.check(catalog.model(model.zoo(), model.name()));
      return Optional.empty();
    } catch (MenagerieException e) {
      return Optional.of(String.valueOf(e.getMessage()));
    } catch (RuntimeException | LinkageError e) {
      // Engines throw what they like; all of it ends this model's check and no other.
      return Optional.of("the engine failed (%s).".formatted(e));
    }
  }
}
