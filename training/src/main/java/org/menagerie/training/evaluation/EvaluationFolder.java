package org.menagerie.training.evaluation;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunJson;

/**
 * An evaluation on disk, between the process that asks and the one that computes: the plan, and the
 * answers when it is done.
 *
 * @param path the folder, which holds the specification too
 */
public record EvaluationFolder(Path path) {

  private Path planFile() {
    return path.resolve("evaluation.json");
  }

  /** The last file to appear. */
  public Path answersFile() {
    return path.resolve("answers.bin");
  }

  public void writePlan(EvaluationPlan plan) {
    OutputFiles.write(planFile(), out -> RunJson.pretty().writeValue(out, plan));
  }

  /**
   * Reads the plan.
   *
   * @throws MenagerieException if it cannot be read
   */
  public EvaluationPlan readPlan() {
    try {
      return RunJson.compact().readValue(planFile().toFile(), EvaluationPlan.class);
    } catch (IOException e) {
      throw unreadable(planFile(), e);
    }
  }

  /** Writes answers to the last bit. */
  public void writeAnswers(Answers answers) {
    OutputFiles.write(
        answersFile(),
        file -> {
          DataOutputStream out = new DataOutputStream(new BufferedOutputStream(file));
          out.writeInt(answers.notes().size());
          for (String note : answers.notes()) {
            out.writeUTF(note);
          }
          out.writeInt(answers.labels().length);
          out.writeInt(answers.logarithms()[0].length);
          for (int i = 0; i < answers.labels().length; i++) {
            out.writeInt(answers.labels()[i]);
            for (double logarithm : answers.logarithms()[i]) {
              out.writeDouble(logarithm);
            }
          }
          out.flush();
        });
  }

  /**
   * Reads the answers.
   *
   * @throws MenagerieException if they cannot be read
   */
  public Answers readAnswers() {
    try (DataInputStream in =
        new DataInputStream(new BufferedInputStream(Files.newInputStream(answersFile())))) {
      List<String> notes = new ArrayList<>();
      int count = in.readInt();
      for (int i = 0; i < count; i++) {
        notes.add(in.readUTF());
      }
      int[] labels = new int[in.readInt()];
      double[][] logarithms = new double[labels.length][in.readInt()];
      for (int i = 0; i < labels.length; i++) {
        labels[i] = in.readInt();
        for (int k = 0; k < logarithms[i].length; k++) {
          logarithms[i][k] = in.readDouble();
        }
      }
      return new Answers(logarithms, labels, notes);
    } catch (IOException e) {
      throw unreadable(answersFile(), e);
    }
  }

  private static MenagerieException unreadable(Path file, IOException e) {
    return new MenagerieException(
        ErrorCode.RESULT_UNREADABLE, "Cannot read %s: %s.".formatted(file, e.getMessage()), e);
  }
}
