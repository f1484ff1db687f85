package org.menagerie.runner.bench;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.DoubleSupplier;

/**
 * Trains with two builds in turns, within one process: {@code BuildPairs ENGINE THREADS CLOCK
 * ROUNDS MODEL CLASS_PATH PLUGINS OTHER_CLASS_PATH OTHER_PLUGINS} prints lines of model,
 * milliseconds per step of the first build and of the other, separated by tabs. The builds share no
 * class but the JDK's.
 */
final class BuildPairs {
  private static final int WARM_ROUNDS = 40;

  private BuildPairs() {}

  public static void main(String[] args)
      throws ReflectiveOperationException, MalformedURLException {
    int rounds = Integer.parseInt(args[3]);
    DoubleSupplier one = timer(args, args[5], args[6]);
    DoubleSupplier other = timer(args, args[7], args[8]);
    for (int round = 1 - WARM_ROUNDS; round <= rounds; round++) {
      // A B, then B A, so that neither always follows the other.
      boolean oneFirst = round % 2 == 0;
      double first = oneFirst ? one.getAsDouble() : other.getAsDouble();
      double second = oneFirst ? other.getAsDouble() : one.getAsDouble();
      if (round > 0) {
        System.out.printf(
            Locale.ROOT,
            "%s\t%.4f\t%.4f%n",
            args[4],
            oneFirst ? first : second,
            oneFirst ? second : first);
      }
    }
    // The sessions' threads, and what plug-ins may have started.
    Runtime.getRuntime().exit(0);
  }

  private static DoubleSupplier timer(String[] args, String classPath, String plugins)
      throws ReflectiveOperationException, MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : classPath.split(File.pathSeparator, -1)) {
      urls.add(new File(entry).toURI().toURL());
    }
    ClassLoader loader =
        new URLClassLoader(urls.toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    Thread.currentThread().setContextClassLoader(loader);
    return (DoubleSupplier)
        loader
            .loadClass("org.menagerie.runner.bench.StepTimer")
            .getConstructor(String.class, int.class, String.class, String.class, List.class)
            .newInstance(
                args[0],
                Integer.parseInt(args[1]),
                args[4],
                args[2],
                List.of(plugins.split(" ", -1)));
  }
}
