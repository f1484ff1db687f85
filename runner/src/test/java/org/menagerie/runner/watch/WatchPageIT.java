package org.menagerie.runner.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.plugins.PluginSources;
import org.menagerie.runner.it.Browser;
import org.menagerie.runner.it.Tab;
import org.menagerie.runner.report.Invocation;
import org.menagerie.runner.report.RunReport;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.RunStatus;

/** Watching, clicking and typing on the page, in a browser, under its own security policy. */
@EnabledIfSystemProperty(
    named = "menagerie.nightly",
    matches = "true",
    disabledReason = "a browser takes seconds to start")
final class WatchPageIT {
  @TempDir private Path out;
  @TempDir private Path browser;
  private SomeRuns some;
  private Control control;
  private Resuming resuming;
  private @Nullable WatchServer server;

  @BeforeEach
  void runs() {
    some = new SomeRuns(out, 30);
    Catalog catalog = Catalog.builder().build();
    RunReport report = new RunReport(catalog, new Invocation(List.of(), ""));
    resuming = new Resuming(out, PluginSources.parse(List.of()), catalog, report);
    control = new Control(resuming);
  }

  private Tab open(int width, int height, boolean withToken)
      throws IOException, InterruptedException {
    Catalog catalog = Catalog.builder().build();
    WatchServer started =
        WatchServer.start(
            new LiveRuns(List.of(out)),
            new Judging(
                new RunReport(catalog, new Invocation(List.of(), "")), out, OptionalDouble.of(0.5)),
            Optional.of(control),
            0,
            "runs");
    server = started;
    URI page = URI.create(started.address() + (withToken ? control.fragment() : ""));
    Tab tab = Browser.orSkip("The page of watch", browser).tab(page, width, height);
    tab.await("document.querySelector('#rows tr')");
    return tab;
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
    resuming.close();
  }

  @Test
  void followsRunsStopsAndResumesThem() throws IOException, InterruptedException {
    RunSpec one = some.spec("a", "0.1", 1);
    RunSpec two = some.spec("<b>x</b>", "0.2", 1);
    some.plan(List.of(one, two));
    RunFolder folder = some.begin(one, 2);
    Files.writeString(folder.log(), "</pre><img src=x onerror=alert(1)>\n");
    try (Tab tab = open(1200, 900, true)) {
      assertThat(tab.value("byId('total').textContent").asText())
          .startsWith("0 of 2 runs finished, 1 running, 1 waiting, about ")
          .endsWith(" left");
      assertThat(row(tab, 0)).startsWith("zoo/a · lr=0.1 · seed 1|running|2/30|");
      assertThat(row(tab, 1)).startsWith("zoo/<b>x</b> · lr=0.2 · seed 1|waiting|0/30|");

      folder.appendEvent(SomeRuns.epoch(one, 3));
      tab.await("document.querySelector('#rows tr').textContent.includes('3/30')");
      tab.await(
          "document.querySelector('#panels canvas').getAttribute('aria-label')"
              + ".includes('Epoch 3: accuracy (test) ')");
      assertThat(tab.value(INK).asInt()).isGreaterThan(50);

      tab.click("#rows .do button");
      tab.await("byId('said').textContent === 'It stops when its epoch is trained.'");
      tab.await("document.querySelector('#rows .state').textContent === 'stopping'");
      assertThat(folder.stopRequest()).exists();

      folder.clearStatus();
      folder.writeStatus(RunStatus.stopped());
      tab.await("document.querySelector('#rows .state').textContent === 'stopped'");
      tab.click("#rows .do button");
      // There is no such engine here, so it fails.
      tab.await("document.querySelector('#rows .state').textContent === 'failed'");
      assertThat(tab.value("document.querySelector('#rows small').textContent").asText())
          .startsWith("There is no engine \"fake\".");

      tab.click("#rows .name button");
      tab.await("byId('details').open && byId('details-log').textContent");
      assertThat(tab.value("byId('details-log').textContent").asText())
          .isEqualTo("</pre><img src=x onerror=alert(1)>");
      assertThat(tab.value("document.querySelectorAll('img, b').length").asInt()).isZero();
      tab.press("Escape");
      tab.await("!byId('details').open");
      // The keyboard is where it was before, and opens it again.
      tab.press("Enter");
      tab.await("byId('details').open");
    }
  }

  @Test
  void hasNoButtonsWithoutTheToken() throws IOException, InterruptedException {
    some.begin(some.spec("a", "0.1", 1), 2);
    try (Tab tab = open(1200, 900, false)) {
      assertThat(tab.value("document.querySelectorAll('.do button').length").asInt()).isZero();
    }
  }

  @Test
  void filtersByStateAndByWords() throws IOException, InterruptedException {
    some.finish(some.spec("a", "0.1", 1));
    some.begin(some.spec("a", "0.1", 2), 2);
    some.begin(some.spec("b", "0.1", 2), 2);
    try (Tab tab = open(1200, 900, false)) {
      tab.click("#states [data-state=running]");
      tab.await("document.querySelectorAll('#rows tr').length === 2");
      tab.value("byId('search').focus()");
      tab.call("Input.insertText", Map.of("text", "zoo/b"));
      tab.await("document.querySelectorAll('#rows tr').length === 1");
      assertThat(row(tab, 0)).startsWith("zoo/b · seed 2|running");
    }
  }

  @Test
  void fitsAPhone() throws IOException, InterruptedException {
    some.begin(some.spec("a-model-with-a-name-that-is-rather-long", "0.1", 2), 2);
    some.begin(some.spec("b", "0.2", 2), 2);
    try (Tab tab = open(390, 800, true)) {
      JsonNode root =
          tab.value(
              "({wide: document.documentElement.scrollWidth, inner: innerWidth, rows:"
                  + " byId('rows').scrollWidth})");
      assertThat(root.get("wide").asInt()).isLessThanOrEqualTo(390);
      assertThat(root.get("rows").asInt()).isLessThanOrEqualTo(390);
    }
  }

  /** The figures are generous, since machines that run tests are busy. */
  @Test
  void keepsUpWithAThousandRuns() throws IOException, InterruptedException {
    List<RunSpec> specs = new ArrayList<>();
    for (int model = 0; model < 50; model++) {
      for (long seed = 1; seed <= 20; seed++) {
        specs.add(some.spec("m" + model, "0.1", seed));
      }
    }
    some.plan(specs);
    specs.subList(0, 990).forEach(some::finish);
    RunFolder folder = some.begin(specs.get(990), 2);
    try (Tab tab = open(1200, 900, false)) {
      assertThat(tab.value("performance.now()").asDouble()).isLessThan(20_000);
      assertThat(tab.value("byId('total').textContent").asText())
          .startsWith("990 of 1000 runs finished, 1 running, 9 waiting, about ");
      assertThat(tab.value("document.querySelectorAll('#rows tr').length").asInt()).isEqualTo(100);
      folder.appendEvent(SomeRuns.epoch(specs.get(990), 3));
      tab.await("document.querySelector('#rows tr').textContent.includes('3/30')");
      tab.await("verdicts.pairs.length === 1225");
      double draws =
          tab.value(
                  """
                  (() => {
                    const start = performance.now();
                    for (let i = 0; i < 20; i++) {
                      dirty.runs.add(runs[990]);
                      dirty.groups.add(groups[49]);
                      draw();
                    }
                    return (performance.now() - start) / 20;
                  })()
                  """)
              .asDouble();
      assertThat(draws).isLessThan(200);
    }
  }

  /** Pixels of the first panel that are drawn on. */
  private static final String INK =
      """
      (() => {
        const canvas = document.querySelector('#panels canvas');
        const data = canvas.getContext('2d').getImageData(0, 0, canvas.width, canvas.height).data;
        return data.filter((level, i) => i % 4 === 3 && level > 200).length;
      })()
      """;

  private static String row(Tab tab, int number) throws InterruptedException {
    return tab.value(
            "[...document.querySelectorAll('#rows tr')[%d].children].map(c => c.innerText).join('|')"
                .formatted(number))
        .asText();
  }
}
