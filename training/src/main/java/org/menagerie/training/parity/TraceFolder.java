package org.menagerie.training.parity;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.checkpoint.Safetensors;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.run.RunJson;

/**
 * A trace on disk: the plan in {@code trace.json}, then one safetensors file per step with weights
 * under their names, gradients under {@code gradient/} and the loss as metadata, and at last the
 * logits of the test images.
 *
 * @param path the folder
 */
public record TraceFolder(Path path) {
  private static final String GRADIENT = "gradient/";
  private static final String LOSS = "loss";
  private static final String LOGITS = "logits";

  /** The last file to appear: a trace that has it is whole. */
  public Path logitsFile() {
    return path.resolve("logits.safetensors");
  }

  private Path planFile() {
    return path.resolve("trace.json");
  }

  private Path stepFile(int step) {
    return path.resolve(String.format(Locale.ROOT, "step-%05d.safetensors", step));
  }

  public void writePlan(TracePlan plan) {
    OutputFiles.write(planFile(), out -> RunJson.pretty().writeValue(out, plan));
  }

  /**
   * Reads the plan.
   *
   * @throws MenagerieException if it cannot be read
   */
  public TracePlan readPlan() {
    try {
      return RunJson.compact().readValue(planFile().toFile(), TracePlan.class);
    } catch (IOException e) {
      throw unreadable(planFile(), e);
    }
  }

  /** Writes a step, counted from 1. */
  void writeStep(int number, TraceStep step) {
    Map<String, Tensor> tensors = new LinkedHashMap<>(step.weights().asMap());
    step.gradients().asMap().forEach((name, tensor) -> tensors.put(GRADIENT + name, tensor));
    Map<String, String> metadata = Map.of(LOSS, Double.toString(step.loss()));
    OutputFiles.write(stepFile(number), new Safetensors(metadata, new TensorMap(tensors))::write);
  }

  /**
   * Reads a step, counted from 1.
   *
   * @throws MenagerieException if it cannot be read
   */
  TraceStep readStep(int number) {
    Safetensors file = read(stepFile(number));
    Map<String, Tensor> gradients = new LinkedHashMap<>();
    Map<String, Tensor> weights = new LinkedHashMap<>();
    file.tensors()
        .asMap()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(GRADIENT)) {
                gradients.put(name.substring(GRADIENT.length()), tensor);
              } else {
                weights.put(name, tensor);
              }
            });
    double loss = Double.parseDouble(String.valueOf(file.metadata().get(LOSS)));
    return new TraceStep(loss, new TensorMap(gradients), new TensorMap(weights));
  }

  /** Writes logits {@code [images, classes]}. */
  void writeLogits(Tensor logits) {
    TensorMap tensors = new TensorMap(Map.of(LOGITS, logits));
    OutputFiles.write(logitsFile(), new Safetensors(Map.of(), tensors)::write);
  }

  /**
   * Reads logits {@code [images, classes]}.
   *
   * @throws MenagerieException if they cannot be read
   */
  Tensor readLogits() {
    return read(logitsFile()).tensors().get(LOGITS);
  }

  private static Safetensors read(Path file) {
    try {
      return Safetensors.read(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  private static MenagerieException unreadable(Path file, IOException e) {
    return new MenagerieException(
        ErrorCode.RESULT_UNREADABLE,
        "Cannot read the trace %s: %s.".formatted(file, e.getMessage()),
        e);
  }
}
