package org.menagerie.reports.format;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.evidence.Baseline;
import org.menagerie.reports.evidence.Baseline.Threshold;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunJson;
import org.menagerie.training.text.SafeText;

/** The file of a baseline, which people keep beside their sources, read and change. */
public final class BaselineFile {
  private static final ObjectReader READER =
      RunJson.compact()
          .readerFor(Baseline.class)
          .with(
              DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES,
              DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
              DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private BaselineFile() {}

  /** Writes a baseline, in place of what was there. */
  public static void write(Path file, Baseline baseline) {
    OutputFiles.writeNamed(
        file,
        "--baseline",
        out -> {
          out.write(RunJson.pretty().writeValueAsString(baseline).getBytes(UTF_8));
          out.write('\n');
        });
  }

  /**
   * Reads a baseline.
   *
   * @return none if there is no such file
   * @throws MenagerieException if there is one that cannot be read or is no baseline
   */
  public static Optional<Baseline> read(Path file) {
    return OutputFiles.read(file).map(bytes -> parsed(file, bytes));
  }

  private static Baseline parsed(Path file, byte[] bytes) {
    try {
      // First as a tree: what is no JSON is told apart from what is no baseline.
      Baseline baseline = READER.readValue(READER.readTree(bytes));
      if (baseline.schemaVersion() != Baseline.SCHEMA_VERSION) {
        throw unreadable(file, "schema_version is not " + Baseline.SCHEMA_VERSION);
      }
      if (baseline.thresholds().isEmpty()) {
        throw unreadable(file, "thresholds are missing");
      }
      for (Threshold threshold : baseline.thresholds()) {
        if (!Double.isFinite(threshold.threshold()) || !Double.isFinite(threshold.mean())) {
          throw unreadable(file, "a threshold of " + threshold.model() + " is no number");
        }
      }
      return baseline;
    } catch (JsonMappingException e) {
      throw unreadable(file, place(e) + " is missing or not what it should be");
    } catch (JsonProcessingException e) {
      throw unreadable(
          file,
          e.getLocation() == null
              ? "it is no JSON"
              : "it is no JSON at line " + e.getLocation().getLineNr());
    } catch (IOException e) {
      throw unreadable(file, "it is no text in UTF-8");
    }
  }

  private static String place(JsonMappingException e) {
    StringBuilder place = new StringBuilder();
    for (JsonMappingException.Reference step : e.getPath()) {
      if (step.getFieldName() == null) {
        place.append('[').append(step.getIndex()).append(']');
      } else {
        place.append(place.isEmpty() ? "" : ".").append(step.getFieldName());
      }
    }
    return place.isEmpty() ? "its content" : place.toString();
  }

  private static MenagerieException unreadable(Path file, String why) {
    return new MenagerieException(
        ErrorCode.RESULT_UNREADABLE,
        "%s is no baseline: %s; restore it, or write it anew with --update-baseline."
            .formatted(file, SafeText.terminal(why)));
  }
}
