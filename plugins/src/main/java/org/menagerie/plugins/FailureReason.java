package org.menagerie.plugins;

import java.io.PrintWriter;
import java.io.Writer;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.run.Version;
import org.menagerie.training.text.SafeText;

/** The reason for a plug-in's failure, for somebody who can fix or remove it. */
final class FailureReason {
  private static final Pattern API =
      Pattern.compile("org[./]menagerie[./](api|engine[./](djl|support))[./]");
  private static final int LONGEST = 300;

  /** Invisible, and written by some editors before the first line. */
  private static final char BYTE_ORDER_MARK = '\ufeff';

  private final Plugin plugin;

  private FailureReason(Plugin plugin) {
    this.plugin = plugin;
  }

  /** Half a sentence on one line, without the full stop. */
  static String of(Throwable error, Plugin plugin) {
    try {
      return oneLine(new FailureReason(plugin).explain(error));
    } catch (Throwable e) {
      // Exceptions of a plug-in are its own code, too.
      return error.getClass().getSimpleName() + ", whose message cannot be read";
    }
  }

  /** The error itself if it can be printed, else one in its place that can. */
  static Throwable printable(Throwable error) {
    try {
      error.printStackTrace(new PrintWriter(Writer.nullWriter()));
      return error;
    } catch (Throwable e) {
      return new IllegalStateException(
          error.getClass().getName() + ", whose message cannot be read");
    }
  }

  /** A message of a plug-in, which can hold anything, made fit to be part of ours. */
  static String oneLine(@Nullable String message) {
    String line = SafeText.plain(String.valueOf(message));
    return line.length() <= LONGEST ? line : line.substring(0, LONGEST) + " ...";
  }

  private String explain(Throwable error) {
    if (error instanceof ServiceConfigurationError) {
      return explainService(error);
    }
    if (error instanceof LinkageError) {
      return explainLinkage(error);
    }
    if (error instanceof RefusedExit.Attempt) {
      return String.valueOf(error.getMessage());
    }
    if (error instanceof InstantiationException) {
      return "it is abstract";
    }
    if (error instanceof IllegalAccessException) {
      return "it is not public";
    }
    return error instanceof MenagerieException
        ? String.valueOf(error.getMessage()).replaceFirst("\\.$", "")
        : plain(error);
  }

  private String explainService(Throwable error) {
    // The JDK's sentence begins with the service's name, which ours has already.
    String problem = String.valueOf(error.getMessage()).replaceFirst("^\\S+: ", "");
    if (error.getCause() instanceof NoSuchMethodException) {
      return problem.replaceFirst(" .*", " has no public constructor without arguments");
    }
    if (problem.indexOf(BYTE_ORDER_MARK) >= 0) {
      return "its service file begins with a byte order mark; save it as UTF-8 without one";
    }
    if (problem.endsWith(" not found")) {
      return problem + nestedJars();
    }
    return error.getCause() == null ? problem : problem + ": " + explain(error.getCause());
  }

  private String explainLinkage(Throwable error) {
    String message = String.valueOf(error.getMessage());
    if (error instanceof ExceptionInInitializerError && error.getCause() != null) {
      return explain(error.getCause());
    }
    if (error instanceof UnsupportedClassVersionError) {
      return "%s is compiled for a newer Java than this one, which is Java %d"
          .formatted(
              message.replaceFirst(" .*", "").replace('/', '.'), Runtime.version().feature());
    }
    // Of a missing field older JDKs tell the name alone, and of a method nobody wrote not who asks.
    if (error instanceof NoSuchFieldError
        || error instanceof AbstractMethodError
        || API.matcher(message).find()) {
      return "it was compiled against another version of the Menagerie API (%s); compile it against this one, which is %s"
          .formatted(plain(error), Version.current());
    }
    return error instanceof NoClassDefFoundError
        ? "the class "
            + message.replace('/', '.')
            + " is missing or of another version"
            + nestedJars()
        : plain(error);
  }

  private String nestedJars() {
    List<String> nested = plugin.nested();
    return nested.isEmpty()
        ? ""
        : "; jars inside a jar (%s) are not loaded, unpack them into a folder together with it"
            .formatted(String.join(", ", nested.subList(0, Math.min(3, nested.size()))));
  }

  private static String plain(Throwable error) {
    String message = error.getMessage();
    String text = error.getClass().getSimpleName() + (message == null ? "" : ": " + message);
    return text.replaceFirst("\\.$", "");
  }
}
