package org.menagerie.plugins;

/**
 * The methods that plug-ins call where they wrote {@link System#exit}, {@link Runtime#exit} or
 * {@link Runtime#halt}. They fail instead of ending the process, so that the plug-in is named and
 * the rest works. Public, since code of plug-ins calls them; named as what they stand for.
 */
@SuppressWarnings("DoNotCallSuggester") // Only compiled code is made to call them.
public final class RefusedExit {
  private RefusedExit() {}

  /** Stands for {@link System#exit}. */
  public static void exit(int exitCode) {
    throw new Attempt("System.exit", exitCode);
  }

  /** Stands for {@link Runtime#exit}. */
  public static void exit(Runtime runtime, int exitCode) {
    throw new Attempt("Runtime.exit", exitCode);
  }

  /** Stands for {@link Runtime#halt}. */
  public static void halt(Runtime runtime, int exitCode) {
    throw new Attempt("Runtime.halt", exitCode);
  }

  /** An attempt to end the process; an error, so that it is not caught by accident. */
  static final class Attempt extends Error {
    private static final long serialVersionUID = 1L;

    Attempt(String method, int exitCode) {
      super("it tried to end the process with %s(%d)".formatted(method, exitCode));
    }
  }
}
