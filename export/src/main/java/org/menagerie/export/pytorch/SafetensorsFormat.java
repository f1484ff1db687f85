package org.menagerie.export.pytorch;

import com.google.auto.service.AutoService;
import org.menagerie.api.export.ExportFormat;
import org.menagerie.api.export.Exporter;
import org.menagerie.api.recipe.Arguments;

/** {@code safetensors}: for PyTorch, and for whatever else reads its weights. */
@AutoService(ExportFormat.class)
public final class SafetensorsFormat implements ExportFormat {
  @Override
  public String name() {
    return "safetensors";
  }

  @Override
  public String description() {
    return "weights by PyTorch's names, and beside them a .py file with a torch.nn.Module that loads them";
  }

  @Override
  public String fileExtension() {
    return "safetensors";
  }

  @Override
  public Exporter create(Arguments arguments) {
    return new ModuleExporter();
  }
}
