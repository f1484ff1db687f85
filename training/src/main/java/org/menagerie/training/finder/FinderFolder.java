package org.menagerie.training.finder;

import java.io.IOException;
import java.nio.file.Path;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunJson;

/**
 * A search on disk, between the process that asks and the one that trains: the plan, and the curve
 * when it is done.
 *
 * @param path the folder, which holds the spec of the training too
 */
public record FinderFolder(Path path) {

  private Path planFile() {
    return path.resolve("plan.json");
  }

  /** The last file to appear. */
  public Path curveFile() {
    return path.resolve("curve.json");
  }

  public void writePlan(FinderPlan plan) {
    write(planFile(), plan);
  }

  /**
   * Reads the plan.
   *
   * @throws MenagerieException if it cannot be read
   */
  public FinderPlan readPlan() {
    return read(planFile(), FinderPlan.class);
  }

  public void writeCurve(FinderCurve curve) {
    write(curveFile(), curve);
  }

  /**
   * Reads the curve.
   *
   * @throws MenagerieException if it cannot be read
   */
  public FinderCurve readCurve() {
    return read(curveFile(), FinderCurve.class);
  }

  private static void write(Path file, Object value) {
    OutputFiles.write(file, out -> RunJson.pretty().writeValue(out, value));
  }

  private static <T> T read(Path file, Class<T> type) {
    try {
      return RunJson.compact().readValue(file.toFile(), type);
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE, "Cannot read %s: %s.".formatted(file, e.getMessage()), e);
    }
  }
}
