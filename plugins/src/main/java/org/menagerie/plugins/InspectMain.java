package org.menagerie.plugins;

import java.io.IOException;
import java.nio.file.Path;
import java.security.Provider;
import java.security.Security;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.menagerie.plugins.Inspection.Verdict;
import org.menagerie.training.catalog.ServiceKind;

/**
 * The process that looks into one plug-in, as far as lists and descriptions do: {@code InspectMain
 * PLUGIN ANSWER JAR...}. It writes what it saw to the file ANSWER. That there is no such file when
 * it has ended says that the plug-in ended it.
 */
public final class InspectMain {
  /** What libraries set for themselves is theirs; these belong to the JDK. */
  private static final Pattern OF_THE_JDK =
      Pattern.compile("(?:java|javax|jdk|sun|com\\.sun|user|file|path|line|os|http|https)\\..*");

  private InspectMain() {}

  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    endWithTheParent();
    Set<Thread> threads = Thread.getAllStackTraces().keySet();
    Map<String, String> settings = settings();
    load(Path.of(args[0]), Arrays.stream(args).skip(2).map(Path::of).toList());
    Verdict verdict =
        changed(settings)
            .map(Verdict::refused)
            .orElseGet(() -> new Verdict(Optional.empty(), remarks(threads)));
    verdict.write(Path.of(args[1]));
    System.exit(0);
  }

  /** What fails here fails in the command too, and is reported there. */
  private static void load(Path path, List<Path> jars) {
    List<OpenJar> open = new ArrayList<>();
    for (Path jar : jars) {
      try {
        open.add(OpenJar.of(jar));
      } catch (IOException e) {
        return;
      }
    }
    ClassLoader framework = InspectMain.class.getClassLoader();
    Plugin plugin =
        new Plugin(
            String.valueOf(path.getFileName()),
            Optional.empty(),
            Optional.of(path),
            jars,
            List.of(),
            new PluginClassLoader("inspected", open, framework),
            Optional.empty());
    Services services =
        new Services(
            List.of(plugin),
            Preference.of(List.of(), List.of(plugin)),
            new ServiceValidator(problem -> {}, false),
            problem -> {});
    ServiceKind.ALL.forEach(services::of);
  }

  private static Optional<String> changed(Map<String, String> before) {
    Map<String, String> after = settings();
    Set<String> names = new TreeSet<>(before.keySet());
    names.addAll(after.keySet());
    names.removeIf(name -> Objects.equals(before.get(name), after.get(name)));
    return names.isEmpty()
        ? Optional.empty()
        : Optional.of("looking into it changes " + String.join(", ", names));
  }

  /** What other code of the process relies on. */
  private static Map<String, String> settings() {
    Map<String, String> settings = new TreeMap<>();
    for (String name : System.getProperties().stringPropertyNames()) {
      if (OF_THE_JDK.matcher(name).matches()) {
        settings.put("the system property " + name, System.getProperty(name));
      }
    }
    settings.put(
        "the security providers",
        Arrays.stream(Security.getProviders()).map(Provider::getName).toList().toString());
    for (String name :
        List.of(
            "securerandom.source",
            "jdk.tls.disabledAlgorithms",
            "jdk.certpath.disabledAlgorithms",
            "networkaddress.cache.ttl")) {
      settings.put("the security property " + name, String.valueOf(Security.getProperty(name)));
    }
    settings.put("the default locale", Locale.getDefault().toString());
    settings.put("System.out", identity(System.out));
    settings.put("System.err", identity(System.err));
    settings.put("System.in", identity(System.in));
    settings.put(
        "the handler of uncaught exceptions",
        identity(Thread.getDefaultUncaughtExceptionHandler()));
    return settings;
  }

  private static String identity(@Nullable Object object) {
    return Integer.toString(System.identityHashCode(object));
  }

  private static List<String> remarks(Set<Thread> before) {
    Set<String> left =
        Thread.getAllStackTraces().keySet().stream()
            .filter(thread -> !before.contains(thread) && !thread.isDaemon())
            .map(Thread::getName)
            .map(FailureReason::oneLine)
            .collect(Collectors.toCollection(TreeSet::new));
    return left.isEmpty()
        ? List.of()
        : List.of(
            "it leaves threads behind when it is looked into (%s); they should be daemons."
                .formatted(String.join(", ", left)));
  }

  /** The process that started this one holds its standard input open as long as it lives. */
  private static void endWithTheParent() {
    Thread watch =
        new Thread(
            () -> {
              try {
                while (System.in.read() >= 0) {
                  // Nothing is ever sent.
                }
              } catch (IOException e) {
                // A broken pipe means the same as its end.
              }
              Runtime.getRuntime().halt(1);
            },
            "parent watch");
    watch.setDaemon(true);
    watch.start();
  }
}
