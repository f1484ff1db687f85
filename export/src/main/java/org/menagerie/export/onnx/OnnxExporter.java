package org.menagerie.export.onnx;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.export.Exported;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.export.TrainedNetwork;
import org.menagerie.api.network.BuiltInLayer;
import org.menagerie.api.network.Composite;
import org.menagerie.api.network.Layer;
import org.menagerie.api.recipe.Normalization;
import org.menagerie.export.onnx.Graph.Attribute;
import org.menagerie.export.protobuf.ProtoMessage;
import org.menagerie.export.quantize.ByTrainingImages;

/**
 * Writes models of ONNX.
 *
 * @param bytes whether the model takes grey levels and normalizes them itself
 * @param calibration what it has to see before it writes
 * @param body writes what computes
 */
record OnnxExporter(boolean bytes, Optional<Calibration> calibration, Body body)
    implements Exporter {
  private static final String INPUT = "images";
  private static final String OUTPUT = "logits";

  /** The last version of the file format that opset 17 needs. */
  private static final int IR_VERSION = 8;

  private static final int OPSET = 17;
  private static final double LEVELS = 255;

  /** Writes what computes, from the normalized images to the logits. */
  interface Body {
    /** Writes nodes; the name of the last output. */
    String write(Graph graph, TrainedNetwork network, String input);
  }

  /** Writes 32-bit floats. */
  static OnnxExporter ofFloats(boolean bytes) {
    return new OnnxExporter(
        bytes,
        Optional.empty(),
        (graph, network, input) ->
            new GraphWriter(graph, network.weights())
                .write(
                    new org.menagerie.api.network.Path("", network.network().layers()),
                    input,
                    network.input()));
  }

  /** Writes levels of 8 bits, once it has been calibrated. */
  static OnnxExporter ofLevels(boolean bytes) {
    return new OnnxExporter(
        bytes,
        Optional.of(
            new ByTrainingImages(
                plan ->
                    new OnnxExporter(
                        bytes,
                        Optional.empty(),
                        (graph, network, input) -> QuantizedGraph.write(graph, plan, input)))),
        (graph, network, input) -> {
          throw new IllegalStateException("levels are not chosen yet");
        });
  }

  @Override
  public boolean canExpress(Layer layer) {
    return layer instanceof BuiltInLayer || layer instanceof Composite;
  }

  @Override
  public List<Path> write(TrainedNetwork network, Path file) throws IOException {
    Files.write(file, model(network));
    return List.of(file);
  }

  byte[] model(TrainedNetwork network) {
    ProtoMessage model =
        new ProtoMessage()
            .integer(1, IR_VERSION)
            .text(2, "Menagerie")
            .message(8, new ProtoMessage().text(1, "").integer(2, OPSET))
            .message(7, graph(network));
    model.message(14, property("model", network.name()));
    model.message(14, property("classes", String.join(",", network.classes())));
    network.notes().forEach((key, value) -> model.message(14, property(key, value)));
    return model.toBytes();
  }

  private static ProtoMessage property(String key, String value) {
    return new ProtoMessage().text(1, key).text(2, value);
  }

  private ProtoMessage graph(TrainedNetwork network) {
    Graph graph = new Graph();
    graph.input(INPUT, bytes ? Graph.UINT8 : Graph.FLOAT, network.input());
    String first = bytes ? normalized(graph, network) : INPUT;
    String last = body.write(graph, network, first);
    graph.node("Identity", OUTPUT, List.of(last));
    graph.output(OUTPUT, network.network().output());
    return graph.finish(network.name());
  }

  /** (level / 255 - mean) / std of each channel, as one product and one difference. */
  private static String normalized(Graph graph, TrainedNetwork network) {
    int channels = network.input().channels();
    float[] scale = new float[channels];
    float[] shift = new float[channels];
    for (int i = 0; i < channels; i++) {
      Normalization normalization = network.normalization().channel(i);
      scale[i] = (float) (1 / (LEVELS * normalization.std()));
      shift[i] = (float) (normalization.mean() / normalization.std());
    }
    List<Integer> dimensions = List.of(channels, 1, 1);
    String levels =
        graph.node("Cast", "levels", List.of(INPUT), Attribute.of("to", (long) Graph.FLOAT));
    String scaled =
        graph.node(
            "Mul",
            "scaled",
            List.of(levels, graph.floats("normalization.scale", dimensions, scale)));
    return graph.node(
        "Sub",
        "normalized",
        List.of(scaled, graph.floats("normalization.shift", dimensions, shift)));
  }

  @Override
  public Optional<Exported> open(TrainedNetwork network, Path file) throws IOException {
    return Optional.of(OnnxSession.open(this, network, file));
  }

  @Override
  public String needs() {
    return "ONNX Runtime";
  }
}
