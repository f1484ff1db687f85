package org.menagerie.plugins;

/**
 * The method that plug-ins call where they wrote {@link System#exit}: it fails instead of ending
 * the process, so that the plug-in is named and the rest goes on. Public, since their code calls
 * it.
 */
public final class RefusedExit {
  private RefusedExit() {}

  /** Fails, whatever the exit code. */
  @SuppressWarnings("DoNotCallSuggester") // Only compiled code is made to call it.
  public static void exit(int exitCode) {
    throw new Attempt(exitCode);
  }

  /** An attempt to end the process; an error, so that it is not caught by accident. */
  static final class Attempt extends Error {
    private static final long serialVersionUID = 1L;

    Attempt(int exitCode) {
      super("it tried to end the process with System.exit(" + exitCode + ")");
    }
  }
}
