package org.menagerie.training.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.menagerie.api.engine.SessionState;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.training.run.OutputFiles;

/**
 * A session's state after an epoch, as one safetensors file: weights under their {@code state_dict}
 * names, the optimizer's tensors under {@code optimizer/}. Any engine can resume from it. Where
 * weights are averaged, the average has their names, since it is the network that the run reports,
 * and the weights themselves lie under {@code trained/}.
 *
 * @param epoch the last one trained, counted from 1
 * @param state all that training changes
 * @param average weights and running statistics of the averaged network, if there is one
 * @param numericVersion of the engine's numbers in all epochs so far; none if it is not known or
 *     was not always the same
 */
public record Checkpoint(
    int epoch, SessionState state, Optional<TensorMap> average, OptionalInt numericVersion) {
  private static final String OPTIMIZER = "optimizer/";
  private static final String TRAINED = "trained/";
  private static final String EPOCH = "epoch";
  private static final String STEPS = "steps";
  private static final String NUMERIC_VERSION = "numeric_version";

  /** Whether a tensor of a checkpoint is no part of the network that it is about. */
  static boolean isOfTraining(String tensor) {
    return tensor.startsWith(OPTIMIZER) || tensor.startsWith(TRAINED);
  }

  /** A checkpoint of a training whose weights are used as they are. */
  public Checkpoint(int epoch, SessionState state, OptionalInt numericVersion) {
    this(epoch, state, Optional.empty(), numericVersion);
  }

  /** The state with the network that the run reports: the averaged one, if there is one. */
  public SessionState network() {
    return average
        .map(weights -> SessionState.of(weights, state.optimizer(), state.steps()))
        .orElse(state);
  }

  /**
   * Writes {@code file}, or replaces it.
   *
   * @throws MenagerieException if the file cannot be written
   */
  public void write(Path file) {
    byte[] bytes = bytes();
    OutputFiles.write(file, out -> out.write(bytes));
  }

  /** The file's contents, which are the same for the same state wherever it was trained. */
  byte[] bytes() {
    Map<String, Tensor> tensors = new LinkedHashMap<>(average.orElse(state.weights()).asMap());
    if (average.isPresent()) {
      state.weights().asMap().forEach((name, t) -> tensors.put(TRAINED + name, t));
    }
    state.optimizer().asMap().forEach((name, t) -> tensors.put(OPTIMIZER + name, t));
    Map<String, String> metadata = new TreeMap<>();
    metadata.put(EPOCH, Integer.toString(epoch));
    metadata.put(STEPS, Long.toString(state.steps()));
    numericVersion.ifPresent(version -> metadata.put(NUMERIC_VERSION, Integer.toString(version)));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try {
      new Safetensors(metadata, new TensorMap(tensors)).write(out);
    } catch (IOException e) {
      throw new UncheckedIOException("memory can always be written to", e);
    }
    return out.toByteArray();
  }

  /**
   * The checkpoint in {@code file}; empty if there is no such file.
   *
   * @throws MenagerieException if it is damaged, or cannot be read
   */
  public static Optional<Checkpoint> read(Path file) {
    return OutputFiles.read(file).map(bytes -> of(bytes, file));
  }

  /** As {@link #read}, from the bytes of {@code file}. */
  static Checkpoint of(byte[] bytes, Path file) {
    try {
      return of(Safetensors.of(bytes, file));
    } catch (IOException | NumberFormatException e) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "The checkpoint %s is damaged: %s.".formatted(file, e.getMessage()),
          e);
    }
  }

  private static Checkpoint of(Safetensors file) {
    Map<String, Tensor> weights = new LinkedHashMap<>();
    Map<String, Tensor> trained = new LinkedHashMap<>();
    Map<String, Tensor> optimizer = new LinkedHashMap<>();
    file.tensors()
        .asMap()
        .forEach(
            (name, tensor) -> {
              if (name.startsWith(OPTIMIZER)) {
                optimizer.put(name.substring(OPTIMIZER.length()), tensor);
              } else if (name.startsWith(TRAINED)) {
                trained.put(name.substring(TRAINED.length()), tensor);
              } else {
                weights.put(name, tensor);
              }
            });
    long steps = Long.parseLong(String.valueOf(file.metadata().get(STEPS)));
    int epoch = Integer.parseInt(String.valueOf(file.metadata().get(EPOCH)));
    String version = file.metadata().get(NUMERIC_VERSION);
    TensorMap named = new TensorMap(weights);
    boolean averaged = !trained.isEmpty();
    return new Checkpoint(
        epoch,
        SessionState.of(averaged ? new TensorMap(trained) : named, new TensorMap(optimizer), steps),
        averaged ? Optional.of(named) : Optional.empty(),
        version == null ? OptionalInt.empty() : OptionalInt.of(Integer.parseInt(version)));
  }
}
