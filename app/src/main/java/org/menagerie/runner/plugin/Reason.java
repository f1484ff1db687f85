package org.menagerie.runner.plugin;

import java.util.ServiceConfigurationError;
import org.menagerie.api.error.MenagerieException;

/** What a plug-in's failure means to somebody who can mend or remove it. */
final class Reason {
  private Reason() {}

  /** Half a sentence, without the full stop. */
  static String of(Throwable error) {
    if (error instanceof ServiceConfigurationError) {
      // The JDK's sentence begins with the service's name, which ours has told already.
      String problem = String.valueOf(error.getMessage()).replaceFirst("^\\S+: ", "");
      if (error.getCause() instanceof NoSuchMethodException) {
        return problem.replaceFirst(" .*", " has no public constructor without arguments");
      }
      return error.getCause() == null ? problem : problem + ": " + of(error.getCause());
    }
    String message = error.getMessage();
    if (error instanceof UnsupportedClassVersionError && message != null) {
      return "%s is compiled for a newer Java than this one, which is Java %d"
          .formatted(
              message.replaceFirst(" .*", "").replace('/', '.'), Runtime.version().feature());
    }
    if (error instanceof NoClassDefFoundError && message != null) {
      return "the class " + message.replace('/', '.') + " is missing or of another version";
    }
    if (error instanceof InstantiationException) {
      return "it is abstract";
    }
    if (error instanceof IllegalAccessException) {
      return "it is not public";
    }
    if (error instanceof MenagerieException && message != null) {
      return message.replaceFirst("\\.$", "");
    }
    if (error instanceof ExceptionInInitializerError && error.getCause() != null) {
      return of(error.getCause());
    }
    return error.getClass().getSimpleName() + (message == null ? "" : ": " + message);
  }
}
