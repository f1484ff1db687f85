package org.menagerie.plugins;

import static java.util.stream.Collectors.joining;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.text.DidYouMean;

/** The plug-ins whose services win where several offer one of the same name. */
final class Preference {
  private final Set<Plugin> preferred = new HashSet<>();
  private final List<Plugin> plugins;

  private Preference(List<Plugin> plugins) {
    this.plugins = plugins;
  }

  /**
   * Finds what is preferred among the plug-ins.
   *
   * @param asked names of plug-ins, or paths of their jars or folders
   * @throws MenagerieException if one of them means no plug-in, or several
   */
  static Preference of(List<String> asked, List<Plugin> plugins) {
    Preference preference = new Preference(plugins);
    asked.forEach(name -> preference.preferred.add(preference.find(name)));
    return preference;
  }

  boolean covers(Plugin plugin) {
    return preferred.contains(plugin);
  }

  /** The option that has one of the plug-ins used. */
  String howToUse(List<Plugin> rivals) {
    return rivals.stream()
        .map(plugin -> "\"--prefer %s\"".formatted(shortest(plugin)))
        .collect(joining(" or ", "", rivals.size() == 1 ? " uses this one" : " uses one of them"));
  }

  private String shortest(Plugin plugin) {
    boolean unique =
        plugins.stream().filter(other -> other.name().equals(plugin.name())).count() == 1;
    return unique ? plugin.name() : plugin.location();
  }

  private Plugin find(String asked) {
    List<Plugin> found = plugins.stream().filter(plugin -> isMeant(plugin, asked)).toList();
    if (found.size() == 1) {
      return found.get(0);
    }
    List<String> names = plugins.stream().map(Plugin::name).toList();
    throw new MenagerieException(
        ErrorCode.UNKNOWN_NAME,
        found.isEmpty()
            ? "There is no plug-in \"%s\" to prefer.%s Available: %s."
                .formatted(asked, DidYouMean.hint(asked, names), String.join(", ", names))
            : "Several plug-ins are called \"%s\": name one by its path (%s)."
                .formatted(asked, found.stream().map(Plugin::location).collect(joining(", "))));
  }

  private static boolean isMeant(Plugin plugin, String asked) {
    return plugin.name().equals(asked)
        || plugin.path().filter(Path.of(asked).toAbsolutePath().normalize()::equals).isPresent();
  }
}
