package org.menagerie.runner.report;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.inject.Inject;
import com.google.inject.Provider;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.report.ReportFormat;
import org.menagerie.reports.StoredRuns;
import org.menagerie.reports.evidence.Anytime;
import org.menagerie.reports.evidence.Baseline;
import org.menagerie.reports.evidence.Changes;
import org.menagerie.reports.evidence.Report;
import org.menagerie.reports.format.ReportFormats;
import org.menagerie.reports.format.TerminalReport;
import org.menagerie.reports.schema.ChangeDocument;
import org.menagerie.reports.schema.ReportTables;
import org.menagerie.reports.text.TextTable;
import org.menagerie.runner.options.DataDirectoryOption;
import org.menagerie.runner.options.EvidenceOptions;
import org.menagerie.runner.options.Locations;
import org.menagerie.runner.options.RunsLocation;
import org.menagerie.runner.terminal.Terminal;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.OutputFiles;
import org.menagerie.training.text.SafeText;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.UsageMessageSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code runner report}: what stored runs say, for a terminal, a page, a paper or a program. */
@Command(
    name = "report",
    mixinStandardHelpOptions = true,
    description = "Reports on stored runs, published figures beside the measured ones.",
    exitCodeList = {
      "0:the report has all finished runs; with --diff: and nothing became worse; with",
      "  --baseline: and all its thresholds are kept",
      "1:runs that cannot be read are left out, and named; nothing could be reported; or",
      "  with --diff or --baseline: something became worse",
      "2:wrong usage"
    })
public final class ReportCommand implements Callable<Integer> {
  /** The exit code of a report that lacks runs, or has models that became worse. */
  private static final int LEFT_OUT = 1;

  private final Provider<RunReport> report;
  private final Provider<Catalog> catalog;
  private final Locations places;
  private final Terminal terminal;

  @Parameters(
      arity = "0..*",
      paramLabel = "DIR",
      defaultValue = "runs",
      description = {
        "Run folders, or folders that hold run folders (default: runs). Of folders that",
        "hold the shards of a sweep it says what is missing, and what was trained twice.",
        "A URI such as s3a://BUCKET/runs or hdfs://HOST/runs is read through Spark's jars",
        "(see docs/clusters.md)."
      })
  private List<RunsLocation> locations = List.of();

  @Option(
      names = "--diff",
      description = {
        "Compare two folders, BEFORE and AFTER, such as runs before and after a change of",
        "code or recipe: what became better, worse or, with --margin, is equivalent."
      })
  private boolean diff;

  @Mixin private BaselineOptions baseline = new BaselineOptions();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      defaultValue = TerminalReport.FORMAT,
      description = "One of the formats below (default: ${DEFAULT-VALUE}).")
  private String format = "";

  @Option(
      names = "--output",
      paramLabel = "FILE",
      description = "The file to write instead of the standard output.")
  private @Nullable Path output;

  @Option(
      names = "--table",
      paramLabel = "TABLE",
      description =
          "The table that CSV holds: models (default), targets, pairs, engines, pair_seeds,"
              + " looks, metrics, metric_pairs, crossings, survival, ranks, rank_pairs,"
              + " cross_validation, cross_validation_pairs, runs or epochs.")
  private @Nullable String table;

  @Mixin private EvidenceOptions evidence = new EvidenceOptions();

  @Option(
      names = "--anytime",
      description = {
        "Judge pairs by intervals that hold however often one looked, as for runs of",
        "\"compare --until decided\"; needs --margin."
      })
  private boolean anytime;

  @Option(
      names = "--by-model",
      description =
          "At a terminal, one row for each model, engine, data set and recipe instead of one for"
              + " each run: mean and spread over seeds, and whether they reproduce what was"
              + " published. The other formats have both.")
  private boolean byModel;

  @Option(
      names = "--by-engine",
      description =
          "At a terminal, one row for each model, data set and recipe, with a column for each"
              + " engine: mean and spread over seeds.")
  private boolean byEngine;

  @Option(
      names = "--wide",
      description = "At a terminal, write lines of any length instead of breaking texts to fit.")
  private boolean wide;

  @Mixin private DataDirectoryOption dataDirectory = new DataDirectoryOption();

  @Inject
  ReportCommand(
      Provider<RunReport> report, Provider<Catalog> catalog, Locations places, Terminal terminal) {
    this.report = report;
    this.catalog = catalog;
    this.places = places;
    this.terminal = terminal;
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
    formats().all().forEach(f -> table.row(f.name(), f.description()));
    return System.lineSeparator() + table.render();
  }

  /** Those that come with Menagerie and those of plug-ins. */
  private ReportFormats formats() {
    return new ReportFormats(catalog.get().of(ReportFormat.class).all());
  }

  @Override
  public Integer call() {
    ReportFormat written = requireOptionsThatGoTogether();
    try (ReportSources sources = ReportSources.of(locations)) {
      return diff ? differences(written, sources) : report(written, sources);
    }
  }

  private int report(ReportFormat written, ReportSources sources) {
    Optional<Baseline> stored = baseline.stored(evidence.margin());
    StoredRuns runs = read(sources.folders(), sources);
    MergedShards shards = MergedShards.in(sources.folders(), runs.finished(), catalog.get());
    List<String> remarks = shards.remarks().stream().map(sources::named).toList();
    say(shards.whole());
    say(remarks);
    requireSome(runs);
    Report report = report(runs, remarks, stored);
    boolean whole = runs.unreadable().isEmpty();
    boolean kept = true;
    if (baseline.asked()) {
      BaselineOptions.Verdict verdict =
          stored.isPresent()
              ? baseline.held(report, stored.get())
              : baseline.written(report, evidence.margin(), whole);
      say(verdict.sentences());
      report = report.withRemarks(both(report.remarks(), verdict.sentences()));
      kept = verdict.kept();
    }
    write(text(written, tables(report)));
    return whole && kept ? 0 : LEFT_OUT;
  }

  private void say(List<String> sentences) {
    sentences.forEach(this::say);
  }

  private static List<String> both(List<String> first, List<String> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  /** What became of the models of the first folder in the second. */
  private int differences(ReportFormat written, ReportSources sources) {
    StoredRuns before = read(sources.folders().subList(0, 1), sources);
    StoredRuns after = read(sources.folders().subList(1, 2), sources);
    requireSome(before);
    requireSome(after);
    Path data = dataDirectory.existing(places.dataDirectory());
    Changes changes =
        Changes.between(
            report.get().whole(before.finished(), data),
            report.get().whole(after.finished(), data),
            evidence.margin());
    List<String> remarks = both(before.remarks(), after.remarks());
    ChangeDocument document = new ChangeDocument(changes, remarks);
    write(
        written.name().equals(TerminalReport.FORMAT)
            ? TerminalReport.changes(document, width()).getBytes(UTF_8)
            : ReportFormats.bytes(written, document));
    return remarks.isEmpty() && changes.count(Changes.Outcome.WORSE) == 0 ? 0 : LEFT_OUT;
  }

  /** Says on the way what is left out. */
  private StoredRuns read(List<Path> folders, ReportSources sources) {
    StoredRuns runs = sources.read(folders);
    for (Path unfinished : runs.unfinished()) {
      say("Left out, since it is not finished: " + sources.named(unfinished.toString()));
    }
    for (Path imported : runs.imported()) {
      say(
          "Left out, since it was imported, not trained here: "
              + sources.named(imported.toString()));
    }
    for (StoredRuns.Unreadable run : runs.unreadable()) {
      say("Left out: " + sources.named(run.reason()));
    }
    return runs;
  }

  private void say(String sentence) {
    terminal.err().println(SafeText.terminal(sentence));
  }

  private void write(byte[] text) {
    Path file = output;
    if (file == null) {
      terminal.out().writeBytes(text);
    } else {
      OutputFiles.writeNamed(file, "--output", out -> out.write(text));
      terminal.err().println("The report is in " + file);
    }
  }

  private static void requireSome(StoredRuns runs) {
    if (!runs.finished().isEmpty()) {
      return;
    }
    if (!runs.unreadable().isEmpty()) {
      throw new MenagerieException(
          ErrorCode.RESULT_UNREADABLE, "None of these runs is finished and can be read.");
    }
    if (runs.unfinished().isEmpty() && !runs.imported().isEmpty()) {
      throw new MenagerieException(
          ErrorCode.DATA_MISSING,
          "None of these networks was trained here, and a report is about trainings; \"runner evaluate\" says how good imported ones are.");
    }
    throw new MenagerieException(
        ErrorCode.DATA_MISSING,
        "None of these runs is finished; the command that began one resumes it.");
  }

  /** Before any run is read: many runs take a while. */
  private ReportFormat requireOptionsThatGoTogether() {
    if (byModel && byEngine) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--by-model and --by-engine are two tables; choose one of them.");
    }
    ReportFormat chosen = formats().get(format);
    evidence.require(catalog.get());
    if (diff) {
      requireTwoFolders(chosen);
    }
    if (anytime && evidence.margin().isEmpty()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--anytime needs --margin, the points that do not matter, as in --margin 0.1.");
    }
    if (table != null && !chosen.holdsOneTable()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--table is for formats that hold one table, such as csv, and %s holds a whole report."
              .formatted(format));
    }
    if (table != null) {
      ReportFormats.requireTable(table);
      if (!baseline.asked()) {
        evidence.requireFor(table);
      }
      if (table.equals("looks") && !anytime) {
        throw new MenagerieException(
            ErrorCode.INVALID_ARGUMENT,
            "--table looks is of reports with --anytime, which tell what each look said.");
      }
    }
    if (chosen.needsFile() && output == null) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "%s is no text; name a file for it, as in --output report.%s."
              .formatted(format, chosen.fileExtension()));
    }
    return chosen;
  }

  private void requireTwoFolders(ReportFormat chosen) {
    if (locations.size() != 2) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--diff compares two folders of runs, as in report --diff BEFORE AFTER, not %d."
              .formatted(locations.size()));
    }
    if (byModel
        || byEngine
        || anytime
        || table != null
        || evidence.addsTables()
        || baseline.asked()) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--diff has one table of its own, without --by-model, --by-engine, --anytime, --table, --metric, --bootstrap, --threshold and --baseline.");
    }
    if (chosen.name().equals("html")) {
      throw new MenagerieException(
          ErrorCode.INVALID_ARGUMENT,
          "--diff is not written as html; take markdown, latex, csv or json.");
    }
  }

  private Report report(StoredRuns runs, List<String> remarksOnShards, Optional<Baseline> stored) {
    Path data = dataDirectory.existing(places.dataDirectory());
    Report asked =
        evidence.applied(
            report
                .get()
                .whole(runs.finished(), data)
                .withRemarks(both(runs.remarks(), remarksOnShards)),
            catalog.get(),
            stored.map(Baseline::metrics).orElse(List.of()));
    return anytime ? asked.settled(Anytime.of(evidence.margin().orElseThrow())) : asked;
  }

  private ReportTables tables(Report of) {
    ReportTables tables = report.get().tables(of);
    return table == null ? tables : tables.only(table);
  }

  private byte[] text(ReportFormat written, ReportTables tables) {
    if (!written.name().equals(TerminalReport.FORMAT)) {
      return ReportFormats.bytes(written, tables);
    }
    TerminalReport fitted = new TerminalReport(tables, width());
    String text = byModel ? fitted.byModel() : byEngine ? fitted.byEngine() : fitted.runs();
    return text.getBytes(UTF_8);
  }

  private int width() {
    return wide || output != null ? Integer.MAX_VALUE : terminal.width();
  }
}
