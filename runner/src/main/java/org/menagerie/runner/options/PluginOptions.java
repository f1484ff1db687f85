package org.menagerie.runner.options;

import com.google.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.plugins.PluginDirectories;
import org.menagerie.plugins.PluginSources;
import org.menagerie.training.network.ModelDocument;
import org.menagerie.training.network.ModelFile;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;

/** Options for the plug-ins to load, as every command takes them. */
@Singleton
public final class PluginOptions {
  @Option(
      names = "--plugins",
      paramLabel = "DIR",
      scope = ScopeType.INHERIT,
      description = "Look for plug-ins here too; can be repeated.")
  private List<Path> directories = new ArrayList<>();

  @Option(
      names = "--no-user-plugins",
      scope = ScopeType.INHERIT,
      description = "Load only the plug-ins that come with Menagerie.")
  private boolean distributionOnly;

  @Option(
      names = "--prefer",
      paramLabel = "PLUGIN",
      scope = ScopeType.INHERIT,
      description = "Prefer this plug-in, by name or path, where several offer the same name.")
  private List<String> preferred = new ArrayList<>();

  private final List<Path> models = new ArrayList<>();

  /** Adds the file of a model that a command is about; before plug-ins are loaded. */
  public void addModel(Path file) {
    models.add(file);
  }

  /**
   * The plug-ins that the options and the environment name.
   *
   * @throws MenagerieException if a directory was named that does not exist, the options contradict
   *     each other, or a model file is wrong
   */
  public PluginSources sources(Map<String, String> environment) {
    if (distributionOnly && !directories.isEmpty()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--plugins and --no-user-plugins contradict each other: leave one of them out.");
    }
    for (Path directory : directories) {
      if (!Files.isDirectory(directory)) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            Files.exists(directory)
                ? "%s is no directory: name the one that the plug-in lies in with --plugins."
                    .formatted(directory)
                : "The plug-in directory %s does not exist.".formatted(directory));
      }
    }
    List<Path> users = distributionOnly ? List.of() : PluginDirectories.ofUser(environment);
    for (Path file : models) {
      // What is wrong in a file that was named is no warning.
      ModelDocument unused = ModelFile.read(file);
    }
    return new PluginSources(
        Stream.of(PluginDirectories.ofDistribution(), users, directories)
            .flatMap(List::stream)
            .toList(),
        models,
        Stream.concat(preferred.stream(), models.stream().map(Path::toString)).toList(),
        new TreeMap<>());
  }
}
