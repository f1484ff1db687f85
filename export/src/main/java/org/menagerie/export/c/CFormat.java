package org.menagerie.export.c;

import com.google.auto.service.AutoService;
import java.util.List;
import org.menagerie.api.export.ExportFormat;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.recipe.Arguments;
import org.menagerie.api.recipe.ParameterSpec;
import org.menagerie.export.quantize.Quantization;

/** {@code c}: a header that needs nothing but a compiler of C. */
@AutoService(ExportFormat.class)
public final class CFormat implements ExportFormat {
  @Override
  public String name() {
    return "c";
  }

  @Override
  public String description() {
    return "one C99 header with the weights in it, without allocation, for small devices too";
  }

  @Override
  public List<ParameterSpec> parameters() {
    return List.of(Quantization.PARAMETER);
  }

  @Override
  public String fileExtension() {
    return "h";
  }

  @Override
  public Exporter create(Arguments arguments) {
    List<List<String>> compilers = CCompiler.candidates(System.getenv("CC"));
    return Quantization.isAsked(arguments)
        ? HeaderExporter.ofLevels(compilers)
        : HeaderExporter.ofFloats(compilers);
  }
}
