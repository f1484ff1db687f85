package org.menagerie.runner.terminal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Locale.ROOT;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Optional;
import java.util.Scanner;
import java.util.regex.Pattern;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBarConsumer;
import org.jspecify.annotations.Nullable;
import org.menagerie.reports.text.Wrapping;
import org.menagerie.training.text.SafeText;

/**
 * The streams and the screen of a command.
 *
 * @param out results
 * @param progress what is being done and how far it is; leads nowhere if nobody wants to see it
 * @param err bars, warnings, errors
 * @param in answers to questions
 * @param interactive whether somebody is looking at a terminal
 * @param drawsProgress whether bars and other lines that are drawn again show progress
 * @param columns width of that terminal
 * @param rows height of that terminal
 */
public record Terminal(
    PrintStream out,
    PrintStream progress,
    PrintStream err,
    InputStream in,
    boolean interactive,
    boolean drawsProgress,
    int columns,
    int rows) {
  /** What Linux, macOS and Windows call it; the last has two words for it. */
  private static final Pattern CLOSED_PIPE =
      Pattern.compile("Broken pipe|pipe is being closed|pipe has been ended");

  private static final int USUAL_COLUMNS = 80;
  private static final int USUAL_ROWS = 24;

  /** A terminal that shows progress where results stand, and answers nothing. */
  public Terminal(PrintStream out, PrintStream err, boolean interactive, int columns, int rows) {
    this(out, out, err, InputStream.nullInputStream(), interactive, interactive, columns, rows);
  }

  /** Asks a question; where nobody is looking, and without an answer, that is a no. */
  public boolean confirms(String question) {
    if (!interactive) {
      return false;
    }
    err.print(question + " [y/N] ");
    err.flush();
    Scanner answers = new Scanner(in, Charset.defaultCharset());
    return answers.hasNextLine() && answers.nextLine().strip().toLowerCase(ROOT).matches("y|yes");
  }

  /**
   * What to say of results that could not be written; empty if all were. Where the reader closed
   * its end of the pipe, as {@code head} does, there is nothing to say.
   */
  public Optional<String> lostResults() {
    if (!out.checkError()) {
      return Optional.empty();
    }
    String reason =
        out instanceof ResultStream results
            ? results.failure().map(IOException::getMessage).orElse("unknown")
            : "unknown";
    return Optional.of(
        CLOSED_PIPE.matcher(reason).find()
            ? ""
            : "The standard output could not be written (%s); make room for it, or send it elsewhere."
                .formatted(reason));
  }

  /** The width that text must fit; unlimited where a program or file gets it. */
  public int width() {
    return interactive ? columns : Integer.MAX_VALUE;
  }

  /** A sentence in as many lines as it needs to fit. */
  public String fitted(String sentence) {
    return String.join(System.lineSeparator(), Wrapping.brokenLines(sentence, width()));
  }

  /** Tells the person who waits something that is no result. */
  public void tell(String sentence) {
    err.println(fitted(SafeText.terminal(sentence)));
  }

  /** The same without progress and bars. */
  public Terminal withoutProgress() {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream(), false, UTF_8);
    return new Terminal(out, nowhere, err, in, interactive, false, columns, rows);
  }

  /**
   * The terminal of this process; always UTF-8, since a locale of C would lose the tables' lines.
   */
  public static Terminal ofProcess() {
    // What plug-ins print must not get into results that programs read.
    System.setOut(System.err);
    PrintStream out = new ResultStream(new FileOutputStream(FileDescriptor.out));
    boolean interactive = isTerminal(System.console());
    return new Terminal(
        out,
        out,
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, UTF_8),
        System.in,
        interactive,
        interactive && !"dumb".equals(System.getenv("TERM")),
        size("COLUMNS", USUAL_COLUMNS),
        size("LINES", USUAL_ROWS));
  }

  /**
   * Where bars are drawn. Given the width, the library does not ask the terminal for it; asking
   * would take over the signals of this process, and with them Ctrl-C.
   */
  public ProgressBarConsumer barConsumer() {
    return new ConsoleProgressBarConsumer(err, columns - 1);
  }

  private static int size(String variable, int usual) {
    String text = System.getenv().getOrDefault(variable, "");
    return text.matches("[1-9][0-9]{0,3}") ? Integer.parseInt(text) : usual;
  }

  /** Since Java 22 there is a console even without a terminal, and a method to ask. */
  private static boolean isTerminal(@Nullable Console console) {
    if (console == null) {
      return false;
    }
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
