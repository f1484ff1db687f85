package org.menagerie.runner.export;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.export.ExportFormat;
import org.menagerie.api.recipe.Component;
import org.menagerie.reports.text.TextTable;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.tensorboard.TensorBoardExport;
import org.menagerie.runner.trained.RunChoice;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.text.DidYouMean;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code runner export}: a trained network for other programs. */
@Command(
    name = "export",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Writes the network of a run for other programs.",
      "Runs what it wrote on test images, and says how far it differs.",
      "",
      "  runner export last --format onnx --output model.onnx",
      "  runner export last --format tensorboard --output logs",
      ""
    })
public final class ExportCommand implements Callable<Integer> {
  private static final String QUANTIZE = "quantize";

  private final Provider<Exporting> exporting;
  private final Provider<TensorBoardExport> tensorBoard;
  private final Provider<Catalog> catalog;
  private final Locations locations;

  @Mixin private RunChoice run = new RunChoice();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      required = true,
      description = "One of the formats below, with arguments where it has some.")
  private String format = "";

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description =
          "The file to write; some formats write another one beside it. Of tensorboard, a folder.")
  private Path output = Path.of("");

  @Option(
      names = "--quantize",
      paramLabel = "TYPE",
      description = {
        "int8: numbers of 8 bits, for formats that can (c, onnx); their ranges are chosen",
        "by training images, and what it costs is tested on the test images."
      })
  private @Nullable String quantize;

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Inject
  ExportCommand(
      Provider<Exporting> exporting,
      Provider<TensorBoardExport> tensorBoard,
      Provider<Catalog> catalog,
      Locations locations) {
    this.exporting = exporting;
    this.tensorBoard = tensorBoard;
    this.catalog = catalog;
    this.locations = locations;
  }

  /** Formats are searched for only when somebody asks for help. */
  @Spec
  void explainFormats(CommandSpec spec) {
    spec.usageMessage()
        .sectionMap()
        .put(UsageMessageSpec.SECTION_KEY_FOOTER, help -> formatsExplained());
  }

  private String formatsExplained() {
    TextTable table = new TextTable().text("format").text("what it writes");
    for (ExportFormat each : catalog.get().of(ExportFormat.class).all()) {
      table.row(each.name(), each.description());
    }
    table.row(TensorBoardExport.FORMAT, TensorBoardExport.DESCRIPTION);
    return System.lineSeparator() + table.render();
  }

  @Override
  public Integer call() {
    Component component = Component.parse(format);
    if (component.name().equals(TensorBoardExport.FORMAT)) {
      requireNothingElse(component);
      Path data = dataDirectory.existing(locations.dataDirectory());
      tensorBoard.get().run(run.folder(), output, data);
      return 0;
    }
    requireKnown(component.name());
    exporting
        .get()
        .run(
            run.folder(),
            quantize == null ? component : quantized(component, quantize),
            output,
            run.best(),
            dataDirectory);
    return 0;
  }

  private void requireNothingElse(Component component) {
    String needless = quantize == null ? "" : "--quantize";
    needless = run.best() ? "--best" : needless;
    needless = component.arguments().isEmpty() ? needless : "the arguments of " + component.name();
    if (!needless.isEmpty()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The format %s shows the whole training as it was: leave out %s."
              .formatted(component.name(), needless));
    }
  }

  private void requireKnown(String name) {
    List<String> known =
        Stream.concat(
                catalog.get().of(ExportFormat.class).names().stream(),
                Stream.of(TensorBoardExport.FORMAT))
            .sorted()
            .toList();
    if (!known.contains(name)) {
      throw new MenagerieException(
          ErrorCode.UNKNOWN_NAME,
          "There is no export format \"%s\".%s Available: %s."
              .formatted(name, DidYouMean.hint(name, known), String.join(", ", known)));
    }
  }

  private Component quantized(Component component, String type) {
    List<ExportFormat> formats = List.copyOf(catalog.get().of(ExportFormat.class).all());
    List<String> able =
        formats.stream()
            .filter(each -> each.parameters().stream().anyMatch(own -> own.name().equals(QUANTIZE)))
            .map(ExportFormat::name)
            .toList();
    if (!able.contains(component.name())
        && formats.stream().anyMatch(each -> each.name().equals(component.name()))) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "The format %s cannot write numbers of fewer bits: leave out --quantize, or choose %s with --format."
              .formatted(component.name(), String.join(" or ", able)));
    }
    return component.with(QUANTIZE, type);
  }
}
