package org.menagerie.cluster.spark;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;

/**
 * A folder with Spark in it, as its archive has it.
 *
 * @param folder that holds {@code jars/}
 */
record SparkHome(Path folder) {
  private static final String CORE = "spark-core_2.13-4.";

  /** Ctrl-C reaches every process at a terminal; what it means to a sweep, the command decides. */
  private static final List<String> DEAF_TO_INTERRUPTS =
      List.of("sh", "-c", "trap '' INT; exec \"$@\"", "sh");

  /**
   * The folder that was named, or else {@code spark} in the distribution, or what {@code
   * SPARK_HOME} says.
   *
   * @throws MenagerieException if there is no Spark 4 in it, with what to do then
   */
  static SparkHome find(Optional<Path> named) {
    return find(named, "name its folder with --cluster-home");
  }

  /**
   * The one that a command finds which cannot be told where it is.
   *
   * @param uri that it is to read
   */
  static SparkHome findFor(String uri) {
    return find(Optional.empty(), "name its folder in SPARK_HOME, to read " + uri);
  }

  private static SparkHome find(Optional<Path> named, String remedy) {
    Path standard = ownJar().resolveSibling("../spark").normalize();
    Path folder =
        named.orElseGet(
            () ->
                holdsSpark(standard)
                    ? standard
                    : Optional.ofNullable(System.getenv("SPARK_HOME"))
                        .map(Path::of)
                        .orElse(standard));
    if (!holdsSpark(folder)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "There is no Apache Spark 4 in %s, since it does not come with Menagerie: type \"mvn -f %s dependency:copy-dependencies\", or unpack spark-4.2.0-bin-hadoop3.tgz from https://spark.apache.org/downloads.html and %s."
              .formatted(folder, standard.resolve("pom.xml"), remedy));
    }
    return new SparkHome(folder.toAbsolutePath().normalize());
  }

  private static boolean holdsSpark(Path folder) {
    try (Stream<Path> jars = Files.list(folder.resolve("jars"))) {
      return jars.anyMatch(jar -> String.valueOf(jar.getFileName()).startsWith(CORE));
    } catch (IOException e) {
      return false;
    }
  }

  /** The jar with this class, which Spark gets too. */
  static Path ownJar() {
    try {
      return Path.of(SparkHome.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("a jar has a path", e);
    }
  }

  /**
   * The command that Spark's own launcher makes of arguments for {@code spark-submit}, with the
   * options that Spark needs of its JVM.
   */
  ProcessBuilder submit(List<String> arguments, Path log) throws IOException {
    List<String> launcher =
        new ArrayList<>(
            List.of(
                java(),
                "-cp",
                folder.resolve("jars") + "/*",
                "org.apache.spark.launcher.Main",
                "org.apache.spark.deploy.SparkSubmit"));
    launcher.addAll(arguments);
    Process process = in(new ProcessBuilder(launcher), log).start();
    process.getOutputStream().close();
    List<String> command = new ArrayList<>(DEAF_TO_INTERRUPTS);
    // Words with a null character after each.
    Arrays.stream(new String(process.getInputStream().readAllBytes(), UTF_8).split("\0", -1))
        .map(String::strip)
        .filter(word -> !word.isEmpty())
        .forEach(command::add);
    return in(new ProcessBuilder(command), log);
  }

  private ProcessBuilder in(ProcessBuilder builder, Path log) {
    builder.environment().put("SPARK_HOME", folder.toString());
    builder.environment().put("SPARK_SCALA_VERSION", "2.13");
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    return builder.redirectError(ProcessBuilder.Redirect.appendTo(log.toFile()));
  }

  private static String java() {
    return Path.of(System.getProperty("java.home"), "bin", "java").toString();
  }
}
