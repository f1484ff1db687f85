package org.menagerie.training.checkpoint;

import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.menagerie.api.engine.Tensor;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.data.io.Sha256;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.WeightsFile;

/**
 * Weights that are used again: those of a run, or of a file that anybody wrote, safetensors, such
 * as PyTorch's {@code save_file(model.state_dict(), ...)}, or ONNX.
 *
 * @param source where they lie
 * @param tensors weights and running statistics by name
 * @param use for messages
 */
public record StoredWeights(WeightsFile source, TensorMap tensors, Use use) {

  /** What is done with them. */
  public enum Use {
    START("start from"),
    LEARN("learn from"),
    EXPORT("export"),
    IMPORT("import"),
    PREDICT("predict with"),
    EVALUATE("evaluate");

    private final String words;

    Use(String words) {
      this.words = words;
    }

    @Override
    public String toString() {
      return words;
    }
  }

  /**
   * Reads the weights of a run, or of a file.
   *
   * @param runOrFile a run's folder, of which the last checkpoint is taken, or a safetensors or
   *     ONNX file
   * @param use for messages
   * @throws MenagerieException if there are none, or they cannot be read
   */
  public static StoredWeights find(Path runOrFile, Use use) {
    Path file = runOrFile;
    if (Files.isDirectory(runOrFile)) {
      file = new RunFolder(runOrFile).lastCheckpoint();
      if (!Files.exists(file)) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "The folder %s has no %s to %s: name a run's folder, or a safetensors file."
                .formatted(runOrFile, file.getFileName(), use));
      }
    } else if (!Files.exists(runOrFile)) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "There is no %s to %s: name a run's folder, or a safetensors file."
              .formatted(runOrFile, use));
    }
    return read(file.toAbsolutePath().normalize(), use);
  }

  /**
   * Reads the weights that a run starts from or learns from.
   *
   * @throws MenagerieException if they are not there any more, or others
   */
  public static StoredWeights read(WeightsFile expected, Use use) {
    StoredWeights found = read(Path.of(expected.file()), use);
    if (!found.source.sha256().equals(expected.sha256())) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The weights in %s are not those that the run was to %s: bring those back, or start it again."
              .formatted(expected.file(), use));
    }
    return found;
  }

  private static StoredWeights read(Path file, Use use) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      Map<String, Tensor> weights = new LinkedHashMap<>();
      TensorMap stored =
          isOnnx(file.toString())
              ? OnnxWeights.read(bytes, file)
              : Safetensors.floatsOf(bytes, file).tensors();
      stored
          .asMap()
          .forEach(
              (name, tensor) -> {
                if (!Checkpoint.isOfTraining(name)) {
                  weights.put(name, tensor);
                }
              });
      return new StoredWeights(
          new WeightsFile(file.toString(), Sha256.of(bytes)), new TensorMap(weights), use);
    } catch (IOException e) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE,
          "Cannot %s the weights in %s: %s."
              .formatted(use, file, Files.exists(file) ? e.getMessage() : "there is no such file"),
          e);
    }
  }

  /**
   * What becomes of a network's tensors.
   *
   * @param weights all of the network's, those that fit taken from the file
   * @param taken names of those
   * @param drawn names of tensors that the file does not have
   * @param otherShape names of tensors that it has in another shape, with both shapes
   * @param unused names of tensors that the network does not have
   */
  public record Transfer(
      TensorMap weights,
      List<String> taken,
      List<String> drawn,
      List<String> otherShape,
      List<String> unused) {
    private static final int MOST = 4;

    /** One sentence on all of it. */
    public String summary(String file) {
      String text =
          "Starts from %d of %d tensors of the network, as in %s"
              .formatted(taken.size(), weights.asMap().size(), file);
      return Stream.of(
              text,
              part("drawn", drawn),
              part("of another shape", otherShape),
              part("unused", unused))
          .filter(part -> !part.isEmpty())
          .collect(joining("; ", "", "."));
    }

    /** What keeps the weights from being those of the network; empty if they are. */
    private String misfits() {
      return Stream.of(
              part("missing", drawn),
              part("of another shape", otherShape),
              part("too many", unused))
          .filter(part -> !part.isEmpty())
          .collect(joining("; "));
    }

    private static String part(String what, List<String> names) {
      int more = names.size() - MOST;
      return names.isEmpty()
          ? ""
          : names.stream().limit(MOST).collect(joining(", ", what + ": ", ""))
              + (more > 0 ? " and %d more".formatted(more) : "");
    }
  }

  /**
   * Puts what fits, by name and shape, in the place of drawn weights.
   *
   * @param drawn all of the network's tensors
   * @throws MenagerieException if nothing fits
   */
  public Transfer into(TensorMap drawn) {
    Map<String, Tensor> weights = new LinkedHashMap<>(drawn.asMap());
    Transfer transfer = transfer(drawn, weights);
    if (transfer.taken.isEmpty()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "Nothing in %s fits the network: it has %s, the network has %s."
              .formatted(source.file(), shown(tensors), shown(drawn)));
    }
    return transfer;
  }

  /**
   * All tensors of a network, which has to be the one that they were trained in.
   *
   * @param drawn all of the network's tensors
   * @param model the network's, for messages
   * @throws MenagerieException if one is missing, of another shape, or too many
   */
  public TensorMap all(TensorMap drawn, String model) {
    Transfer transfer = transfer(drawn);
    String wrong = transfer.misfits();
    if (!wrong.isEmpty()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The weights in %s are not those of %s for these images (%s): %s."
              .formatted(
                  source.file(),
                  model,
                  wrong,
                  use == Use.LEARN
                      ? "name their model with --teacher-model, and data like those that they were trained on"
                      : "the model is another one than it was; bring back the one that they were trained in"));
    }
    return transfer.weights;
  }

  /**
   * All tensors of a network that others have trained.
   *
   * @param drawn all of the network's tensors
   * @param model the network's, for messages
   * @throws MenagerieException if one is missing, of another shape, or too many
   */
  public TensorMap imported(TensorMap drawn, String model) {
    Transfer transfer = transfer(drawn);
    String wrong = transfer.misfits();
    if (!wrong.isEmpty()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "Of %d tensors of %s for these images, %d are in %s by name and shape (%s): name another model with --model, or data like those that it was trained on with --dataset, or %s."
              .formatted(
                  drawn.asMap().size(),
                  model,
                  transfer.taken.size(),
                  source.file(),
                  wrong,
                  isOnnx(source.file())
                      ? "keep batch norms out of the convolutions where the file is exported (training=torch.onnx.TrainingMode.PRESERVE, do_constant_folding=False)"
                      : "rename what the file holds"));
    }
    return transfer.weights;
  }

  private static boolean isOnnx(String file) {
    return file.toLowerCase(Locale.ROOT).endsWith(OnnxWeights.ENDING);
  }

  private Transfer transfer(TensorMap drawn) {
    return transfer(drawn, new LinkedHashMap<>(drawn.asMap()));
  }

  private Transfer transfer(TensorMap drawn, Map<String, Tensor> weights) {
    Map<String, Tensor> stored = tensors.asMap();
    List<String> taken =
        weights.keySet().stream()
            .filter(name -> stored.containsKey(name) && fits(name, drawn))
            .toList();
    taken.forEach(name -> weights.put(name, tensors.get(name)));
    return new Transfer(
        new TensorMap(weights),
        taken,
        weights.keySet().stream().filter(name -> !stored.containsKey(name)).toList(),
        weights.keySet().stream()
            .filter(name -> stored.containsKey(name) && !fits(name, drawn))
            .map(
                name ->
                    "%s (%s, the file has %s)"
                        .formatted(name, drawn.get(name).shape(), tensors.get(name).shape()))
            .toList(),
        stored.keySet().stream().filter(name -> !weights.containsKey(name)).toList());
  }

  private boolean fits(String name, TensorMap drawn) {
    return tensors.get(name).shape().equals(drawn.get(name).shape());
  }

  private static String shown(TensorMap tensors) {
    return tensors.asMap().isEmpty()
        ? "no tensors of 32-bit floats"
        : tensors.asMap().entrySet().stream()
                .limit(3)
                .map(entry -> entry.getKey() + " " + entry.getValue().shape())
                .collect(joining(", "))
            + (tensors.asMap().size() > 3 ? ", ..." : "");
  }
}
