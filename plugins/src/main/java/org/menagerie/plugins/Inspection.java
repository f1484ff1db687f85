package org.menagerie.plugins;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.data.io.FileReplacement;

/** A look at plug-ins before any of their code runs in this process. */
@FunctionalInterface
public interface Inspection {

  /**
   * What is to be said of plug-ins; those of which nothing is may be left out.
   *
   * @param plugins the jars of each plug-in, by the path of its jar or folder
   */
  Map<Path, Verdict> of(Map<Path, List<Path>> plugins);

  /**
   * What an inspection has found.
   *
   * @param refusal why the plug-in must not be loaded, as a sentence; empty if it may be
   * @param remarks what its author should know, as sentences
   */
  record Verdict(Optional<String> refusal, List<String> remarks) {
    private static final String REFUSAL = "refusal: ";
    private static final String END = "end";

    public Verdict {
      remarks = List.copyOf(remarks);
    }

    static Verdict refused(String why) {
      return new Verdict(Optional.of(why + "; it is not used."), List.of());
    }

    /**
     * Reads what {@link #write} wrote, which is text: reading JSON would take longer than a list.
     */
    static Verdict read(Path file) throws IOException {
      List<String> lines = Files.readAllLines(file, UTF_8);
      if (lines.isEmpty() || !lines.get(0).startsWith(REFUSAL) || !lines.contains(END)) {
        throw new IOException(file + " is no finding about a plug-in");
      }
      String refusal = lines.get(0).substring(REFUSAL.length());
      return new Verdict(
          refusal.isEmpty() ? Optional.empty() : Optional.of(refusal),
          lines.subList(1, lines.indexOf(END)));
    }

    /** Writes a finding, a line for each sentence. */
    void write(Path file) throws IOException {
      List<String> lines = new ArrayList<>();
      lines.add(REFUSAL + refusal.orElse(""));
      lines.addAll(remarks);
      lines.add(END);
      byte[] text = (String.join("\n", lines) + "\n").getBytes(UTF_8);
      FileReplacement.write(file, out -> out.write(text));
    }
  }
}
