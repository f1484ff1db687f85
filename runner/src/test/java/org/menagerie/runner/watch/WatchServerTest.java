package org.menagerie.runner.watch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.menagerie.plugins.PluginSources;
import org.menagerie.runner.report.Invocation;
import org.menagerie.runner.report.RunReport;
import org.menagerie.training.catalog.Catalog;
import org.menagerie.training.run.RunFolder;
import org.menagerie.training.run.RunSpec;
import org.menagerie.training.run.RunStatus;

/** What pages are told, and who may ask for what. */
@Timeout(60)
class WatchServerTest {
  @TempDir private Path out;
  private final Catalog catalog = Catalog.builder().build();
  private RunReport report;
  private SomeRuns some;
  private Control control;
  private Resuming resuming;
  private @Nullable WatchServer server;

  @BeforeEach
  void runs() {
    some = new SomeRuns(out, 3);
    report = new RunReport(catalog, new Invocation(List.of(), ""));
    resuming = new Resuming(out, PluginSources.parse(List.of()), catalog, report);
    control = new Control(resuming);
  }

  @AfterEach
  void close() {
    if (server != null) {
      server.close();
    }
    resuming.close();
  }

  private void start() {
    server =
        WatchServer.start(
            new LiveRuns(List.of(out)),
            new Judging(report, out, OptionalDouble.of(0.5)),
            Optional.of(control),
            0,
            "runs");
  }

  /** A page that follows what happens. */
  private final class Follower implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader in;

    Follower() throws IOException {
      socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port());
      socket
          .getOutputStream()
          .write(
              "GET /events HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n\r\n"
                  .formatted(port())
                  .getBytes(ISO_8859_1));
      in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
    }

    JsonNode next() throws IOException {
      String line = in.readLine();
      while (!line.startsWith("data: ")) {
        line = in.readLine();
      }
      return new ObjectMapper().readTree(line.substring(6));
    }

    /** The first news that have a field of that name, which is not empty. */
    JsonNode next(String field) throws IOException {
      JsonNode news = next();
      while (news.path(field).isEmpty()) {
        news = next();
      }
      return news.get(field);
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }

  private int port() {
    return URI.create(requireNonNull(server).address()).getPort();
  }

  private String asks(String request, String... headers) throws IOException {
    try (Socket socket = new Socket(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port())) {
      String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
      String head =
          "%s HTTP/1.1\r\nHost: 127.0.0.1:%d\r\n%sContent-Length: 0\r\nConnection: close\r\n\r\n"
              .formatted(request, port(), more);
      socket.getOutputStream().write(head.getBytes(ISO_8859_1));
      return new String(socket.getInputStream().readAllBytes(), UTF_8);
    }
  }

  private String token() {
    return Control.HEADER + ": " + control.fragment().replace("#token=", "");
  }

  @Test
  void tellsAllFirstAndThenWhatChanges() throws IOException {
    RunSpec one = some.spec("m", "0.1", 1);
    RunSpec two = some.spec("m", "0.2", 1);
    some.plan(List.of(one, two));
    RunFolder folder = some.begin(one, 1);
    start();
    try (Follower page = new Follower()) {
      JsonNode all = page.next();
      assertThat(all.get("all").asBoolean()).isTrue();
      assertThat(all.get("title").asText()).isEqualTo("runs");
      assertThat(all.get("differing").toString()).isEqualTo("[\"model\",\"lr\"]");
      assertThat(all.at("/groups/1/settings/lr").asText()).isEqualTo("0.2");
      assertThat(all.at("/groups/0/judged").asText()).isEqualTo("test");
      assertThat(all.get("runs")).hasSize(2);
      assertThat(all.at("/runs/0/state").asText()).isEqualTo("running");
      assertThat(all.at("/runs/0/seed").asText()).isEqualTo("seed 1");
      assertThat(all.at("/runs/0/planned").asInt()).isEqualTo(3);
      assertThat(all.at("/runs/0/epochs/0/2").asDouble()).isCloseTo(1.5, within(1e-9));
      assertThat(all.at("/runs/0/epochs/0/4").asDouble()).isCloseTo(11, within(1e-9));
      assertThat(all.at("/runs/1/state").asText()).isEqualTo("waiting");

      folder.appendEvent(SomeRuns.epoch(one, 2));
      JsonNode epoch = page.next("runs").get(0);
      assertThat(epoch.get("id").asInt()).isZero();
      assertThat(epoch.get("from").asInt()).isEqualTo(1);
      assertThat(epoch.get("epochs")).hasSize(1);

      folder.writeStatus(RunStatus.failed("It diverged."));
      JsonNode failed = page.next("runs").get(0);
      assertThat(failed.get("state").asText()).isEqualTo("failed");
      assertThat(failed.get("reason").asText()).isEqualTo("It diverged.");

      // Another model, which nobody planned.
      some.begin(some.spec("n", "0.1", 1), 1);
      assertThat(page.next("groups")).hasSize(3);
    }
  }

  @Test
  void judgesPairsAsOftenAsOneLooks() throws IOException {
    for (long seed = 1; seed <= 6; seed++) {
      some.finish(some.spec("a", "0.1", seed));
      some.finish(some.spec("z", "0.1", seed));
    }
    start();
    try (Follower page = new Follower()) {
      JsonNode verdicts = page.next().get("verdicts");
      if (verdicts.get("pairs").isEmpty()) {
        verdicts = page.next("verdicts");
      }
      JsonNode pair = verdicts.at("/pairs/0");
      assertThat(pair.get("seeds").asInt()).isEqualTo(6);
      // The same luck with each seed: the difference never changes, and has no spread to judge by.
      assertThat(pair.get("verdict").asText()).isEqualTo("undecided");
      assertThat(pair.get("difference").asDouble()).isCloseTo(1.5, within(1e-9));
      assertThat(verdicts.at("/finals/0/runs").asInt()).isEqualTo(6);
    }
  }

  @Test
  void namesResultsThatCannotBeRead() throws IOException {
    RunFolder folder = some.finish(some.spec("a", "0.1", 1));
    Files.writeString(folder.resultFile(), "{}");
    start();
    try (Follower page = new Follower()) {
      JsonNode verdicts = page.next().get("verdicts");
      if (verdicts.get("problems").isEmpty()) {
        verdicts = page.next("verdicts");
      }
      assertThat(verdicts.at("/problems/0").asText())
          .startsWith("Cannot read %s: ".formatted(folder.resultFile()));
    }
  }

  @Test
  void showsSettingsAndTheEndOfTheLogSafely() throws IOException {
    RunFolder folder = some.begin(some.spec("<img src=x>\u202e", "0.1", 1), 0);
    Files.writeString(
        folder.log(), "x".repeat(70_000) + "\nplain \u001b[2Jtext\u202e\n</pre><b>\n");
    start();

    String answer = asks("GET /run?run=0");

    assertThat(answer).startsWith("HTTP/1.1 200 ").contains("application/json; charset=utf-8");
    JsonNode details =
        new ObjectMapper().readTree(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    assertThat(details.get("cut").asBoolean()).isTrue();
    assertThat(details.get("log").asText()).endsWith("x\nplain text\n</pre><b>");
    assertThat(details.at("/settings/model").asText()).isEqualTo("zoo/<img src=x>");
    assertThat(details.at("/settings/lr").asText()).isEqualTo("0.1");
    assertThat(asks("GET /run?run=1")).startsWith("HTTP/1.1 404 ");
    assertThat(asks("GET /run?run=../../x")).startsWith("HTTP/1.1 404 ");
    assertThat(asks("GET /run")).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void stopsRunsForThoseWhoKnowTheToken() throws IOException {
    RunFolder folder = some.begin(some.spec("m", "0.1", 1), 1);
    start();

    assertThat(asks("POST /stop?run=0")).startsWith("HTTP/1.1 403 ");
    assertThat(asks("POST /stop?run=0", Control.HEADER + ": 0")).startsWith("HTTP/1.1 403 ");
    assertThat(asks("GET /stop?run=0", token())).startsWith("HTTP/1.1 405 ");
    assertThat(asks("POST /stop?run=0", token(), "Origin: http://evil.example"))
        .startsWith("HTTP/1.1 403 ");
    assertThat(folder.stopRequest()).doesNotExist();

    assertThat(asks("POST /stop?run=0", token()))
        .startsWith("HTTP/1.1 200 ")
        .endsWith("It stops when its epoch is trained.");
    assertThat(folder.stopRequest()).exists();
    assertThat(asks("POST /resume?run=0", token())).startsWith("HTTP/1.1 409 ");
    assertThat(asks("POST /stop?run=7", token())).startsWith("HTTP/1.1 404 ");
  }

  @Test
  void saysWhyARunCannotBeResumed() throws IOException {
    RunFolder folder = some.begin(some.spec("m", "0.1", 1), 1);
    folder.writeStatus(RunStatus.stopped());
    start();
    try (Follower page = new Follower()) {
      assertThat(page.next().at("/runs/0/state").asText()).isEqualTo("stopped");

      assertThat(asks("POST /resume?run=0", token())).endsWith("It goes on.");

      // No such engine is here.
      JsonNode failed = page.next("runs").get(0);
      assertThat(failed.get("state").asText()).isEqualTo("failed");
      assertThat(failed.get("reason").asText()).startsWith("There is no engine \"fake\".");
    }
  }

  @Test
  void servesThePageToThisMachineAlone() throws IOException {
    start();

    assertThat(asks("GET /"))
        .startsWith("HTTP/1.1 200 ")
        .containsIgnoringCase("Content-Security-Policy: default-src 'none'; style-src 'self';")
        .contains("<script src=\"watch.js\" defer>");
    for (String file : List.of("watch.js", "chart.js", "watch.css")) {
      assertThat(asks("GET /" + file)).startsWith("HTTP/1.1 200 ").doesNotContain("://");
    }
    assertThat(asks("GET /events", "Origin: http://evil.example")).startsWith("HTTP/1.1 403 ");
    assertThat(asks("GET /x")).startsWith("HTTP/1.1 404 ");
  }
}
