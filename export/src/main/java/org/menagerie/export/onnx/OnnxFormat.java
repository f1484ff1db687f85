package org.menagerie.export.onnx;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.export.ExportFormat;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.export.quantize.Quantization;

/** {@code onnx}: for ONNX Runtime and whatever else reads ONNX. */
@AutoService(ExportFormat.class)
public final class OnnxFormat implements ExportFormat {
  @Override
  public String name() {
    return "onnx";
  }

  @Override
  public String description() {
    return "ONNX, opset 17, for batches of any size";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(
        ParameterSpec.of(
            "input",
            "bytes",
            "bytes: grey levels 0 to 255, normalized inside; floats: normalized numbers"),
        Quantization.PARAMETER);
  }

  @Override
  public String fileExtension() {
    return "onnx";
  }

  @Override
  public Exporter create(Arguments arguments) {
    boolean bytes = arguments.choice("input", List.of("bytes", "floats")).equals("bytes");
    return Quantization.isAsked(arguments)
        ? OnnxExporter.ofLevels(bytes)
        : OnnxExporter.ofFloats(bytes);
  }
}
