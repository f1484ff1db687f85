package org.menagerie.plugins;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.menagerie.api.data.DatasetFormat;
import org.menagerie.api.data.DatasetProvider;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.model.ModelDefinition;
import org.menagerie.api.recipe.Recipe;
import org.menagerie.data.io.Sha256;
import org.menagerie.training.catalog.ServiceKind;
import org.menagerie.training.run.RunSpec;

/** Which jars take part in a run: those of its model, engine, data set, recipe and teacher. */
final class JarChecksums {
  /** Argument names, which are followed by an equals sign, are not meant. */
  private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]++(?!\\s*=)");

  private final List<PluginInfo> plugins;

  JarChecksums(List<PluginInfo> plugins) {
    this.plugins = plugins;
  }

  /** Checksums by file name, with the folder's before it where a folder is the plug-in. */
  SortedMap<String, String> of(RunSpec run) {
    SortedMap<String, String> checksums = new TreeMap<>();
    for (PluginInfo plugin : plugins) {
      if (takesPart(plugin, run)) {
        plugin.jars().forEach(jar -> add(checksums, plugin, jar));
      }
    }
    return checksums;
  }

  private static boolean takesPart(PluginInfo plugin, RunSpec run) {
    return plugin.provides(ModelDefinition.class, run.modelId())
        || plugin.provides(Engine.class, run.engine())
        || readsData(plugin, run)
        || run.teacher()
            .filter(teacher -> plugin.provides(ModelDefinition.class, teacher.modelId()))
            .isPresent()
        || names(run.recipe()).anyMatch(name -> isPartOfRecipe(plugin, name));
  }

  private static boolean readsData(PluginInfo plugin, RunSpec run) {
    return run.data()
        .map(files -> plugin.provides(DatasetFormat.class, files.format().name()))
        .orElseGet(() -> plugin.provides(DatasetProvider.class, run.dataset()));
  }

  private static boolean isPartOfRecipe(PluginInfo plugin, String name) {
    return ServiceKind.ALL.stream()
        .filter(ServiceKind::isComponent)
        .anyMatch(kind -> plugin.provides(kind.service(), name));
  }

  /** Of all components of a recipe, and of what stands in them as an argument. */
  private static Stream<String> names(Recipe recipe) {
    return Stream.of(
            Stream.of(recipe.optimizer(), recipe.loss(), recipe.schedule()),
            recipe.augmentations().stream(),
            recipe.batchAugmentation().stream(),
            recipe.testAugmentations().stream(),
            recipe.average().stream())
        .flatMap(components -> components)
        .flatMap(component -> NAME.matcher(component.toString()).results())
        .map(MatchResult::group);
  }

  private static void add(SortedMap<String, String> checksums, PluginInfo plugin, Path jar) {
    Path directory = requireNonNull(Path.of(plugin.location()).toAbsolutePath().getParent());
    String name = directory.relativize(jar.toAbsolutePath()).toString().replace('\\', '/');
    // Jars of one name in two plug-in directories are told apart by their whole paths.
    checksums.put(checksums.containsKey(name) ? jar.toString() : name, sha256(jar));
  }

  private static String sha256(Path jar) {
    try {
      return Sha256.of(Files.readAllBytes(jar));
    } catch (IOException e) {
      // Its classes are loaded already; only the record of it is lost.
      return "unreadable";
    }
  }
}
