package org.menagerie.execution.worker;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.menagerie.api.engine.Engine;
import org.menagerie.data.augment.VectorModule;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.run.RunFolder;

/**
 * The command that starts a worker JVM: with the environment and options that its engine asks for,
 * and with what augmentations ask for where it augments.
 */
final class WorkerCommand {
  /** The first JDK that warns of native access and of Unsafe, which the engines need. */
  private static final int FIRST_WARNING_JAVA = 24;

  private WorkerCommand() {}

  static ProcessBuilder of(
      WorkerTask task,
      RunFolder folder,
      Engine engine,
      int threads,
      Path dataDirectory,
      PluginSources plugins) {
    List<String> command = java(WorkerMain.class, optionsForTraining(engine), folder.path());
    command.add(task.name());
    command.add(folder.path().toAbsolutePath().toString());
    command.add(dataDirectory.toAbsolutePath().toString());
    command.addAll(plugins.arguments());
    return process(command, engine, threads);
  }

  /** A process that checks models and keeps no log. */
  static ProcessBuilder ofCheck(Engine engine, Collection<String> models, PluginSources plugins) {
    List<String> command = java(CheckMain.class, engine.jvmOptions(), temporary());
    command.add(engine.name());
    command.add(String.join(",", models));
    command.addAll(plugins.arguments());
    return process(command, engine, 1).redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  /** A process that measures training steps of a model and keeps no log. */
  static ProcessBuilder ofProfile(Engine engine, String model, int threads, PluginSources plugins) {
    List<String> command = java(ProfileMain.class, engine.jvmOptions(), temporary());
    command.add(engine.name());
    command.add(model);
    command.add(Integer.toString(threads));
    command.addAll(plugins.arguments());
    return process(command, engine, threads).redirectError(ProcessBuilder.Redirect.DISCARD);
  }

  private static List<String> optionsForTraining(Engine engine) {
    List<String> options = new ArrayList<>(engine.jvmOptions());
    for (String option : VectorModule.jvmOptions()) {
      if (!options.contains(option)) {
        options.add(option);
      }
    }
    return options;
  }

  private static List<String> java(Class<?> main, List<String> options, Path crashFolder) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    // A young generation that is filled within the first epoch: memory is flat from the second on.
    command.add("-Xmn16m");
    // A plug-in that caught the error, or a thread that died of it, would leave a run that hangs.
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(CrashReport.options(crashFolder));
    if (Runtime.version().feature() >= FIRST_WARNING_JAVA) {
      command.add("--enable-native-access=ALL-UNNAMED");
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add("-Dai.djl.offline=true");
    command.add("-Djava.awt.headless=true");
    command.addAll(options);
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    return command;
  }

  private static Path temporary() {
    return Path.of(System.getProperty("java.io.tmpdir"));
  }

  private static ProcessBuilder process(List<String> command, Engine engine, int threads) {
    ProcessBuilder builder = new ProcessBuilder(command);
    engine.environment().forEach(builder.environment()::putIfAbsent);
    builder.environment().put("OMP_NUM_THREADS", Integer.toString(threads));
    return builder;
  }
}
