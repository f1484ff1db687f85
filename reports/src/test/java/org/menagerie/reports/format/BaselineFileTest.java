package org.menagerie.reports.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.OptionalDouble;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.reports.SampleReport;
import org.menagerie.reports.evidence.Baseline;

class BaselineFileTest {
  @TempDir private Path folder;

  private Path file;
  private Baseline baseline;

  @BeforeEach
  void writeOne() {
    file = folder.resolve("baseline.json");
    baseline = Baseline.of(SampleReport.twoModelsOnTwoEngines(), OptionalDouble.of(0.1));
    BaselineFile.write(file, baseline);
  }

  @Test
  void isReadAsItWasWritten() {
    assertThat(BaselineFile.read(file)).contains(baseline);
    assertThat(BaselineFile.read(folder.resolve("none.json"))).isEmpty();
  }

  @Test
  void keepsToItsSchema() throws IOException {
    assertThat(
            JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(Files.readString(Path.of("../docs/schema/baseline-1.schema.json")))
                .validate(new ObjectMapper().readTree(file.toFile())))
        .isEmpty();
  }

  @Test
  void isRefusedWithTheFieldThatIsWrong() throws IOException {
    String whole = Files.readString(file);
    assertRefused(
        whole.replaceFirst("\"model\"", "\"name\""), "thresholds[0].model is missing or not");
    assertRefused(
        whole.replaceFirst("\"seeds\" : \\d+", "\"seeds\" : \"many\""),
        "thresholds[0].seeds is missing or not");
    assertRefused(
        whole.replaceFirst("\"threshold\" : [0-9.]+", "\"threshold\" : \"NaN\""), "no number");
    assertRefused(whole.replace("\"schema_version\" : 1", "\"schema_version\" : 2"), "is not 1");
    assertRefused("{\"schema_version\": 1, \"thresholds\": []}", "thresholds are missing");
    assertRefused(whole.substring(0, whole.length() / 2), "it is no JSON at line");
    assertRefused("[]", "its content is missing or not what it should be");
  }

  private void assertRefused(String text, String why) throws IOException {
    Files.writeString(file, text);
    assertThatThrownBy(() -> BaselineFile.read(file))
        .isInstanceOf(MenagerieException.class)
        .hasMessageStartingWith(file + " is no baseline: ")
        .hasMessageContaining(why)
        .hasMessageEndingWith("; restore it, or write it anew with --update-baseline.");
  }
}
