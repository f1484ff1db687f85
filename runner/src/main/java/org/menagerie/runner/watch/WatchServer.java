package org.menagerie.runner.watch;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.runner.web.Answer;
import org.menagerie.runner.web.LoopbackServer;
import org.menagerie.runner.web.LoopbackServer.Route;
import org.menagerie.training.text.SafeText;

/** Shows runs on a page, and keeps it as they are. */
public final class WatchServer implements AutoCloseable {
  /** The page loads its own script and style, and nothing elsewhere may show it. */
  private static final String POLICY =
      "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:;"
          + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** Less than anybody notices. */
  private static final long PAUSE_MILLIS = 100;

  /** Looking takes at most this part of the time. */
  private static final int SHARE = 10;

  private static final Pattern RUN = Pattern.compile("run=(\\d{1,9})");

  private final LiveRuns runs;
  private final Watch watch;
  private final Judging judging;
  private final Feed feed = new Feed();
  private final List<Thread> threads;
  private final LoopbackServer server;

  private WatchServer(
      LiveRuns runs, Judging judging, Optional<Control> control, int port, String title) {
    this.runs = runs;
    this.watch = new Watch(SafeText.plain(title));
    this.judging = judging;
    watch.take(runs.look());
    Map<String, Route> routes = new HashMap<>();
    routes.put("/", file("watch.html", "text/html"));
    routes.put("/watch.js", file("watch.js", "text/javascript"));
    routes.put("/chart.js", file("chart.js", "text/javascript"));
    routes.put("/watch.css", file("watch.css", "text/css"));
    routes.put("/events", Route.get(request -> events()));
    routes.put("/run", Route.get(this::details));
    control.ifPresent(
        by -> {
          routes.put("/stop", Route.post(request -> controlled(request, by, by::stop)));
          routes.put("/resume", Route.post(request -> controlled(request, by, by::resume)));
        });
    server = LoopbackServer.start(port, new LoopbackServer.Site("watch", POLICY, routes));
    threads = List.of(thread("looks at runs", this::look), thread("judges runs", this::judge));
  }

  /**
   * Starts a page.
   *
   * @param port 0 for any that is free
   * @param title what the page is called
   * @throws MenagerieException if another program has the port
   */
  static WatchServer start(
      LiveRuns runs, Judging judging, Optional<Control> control, int port, String title) {
    return new WatchServer(runs, judging, control, port, title);
  }

  /** Where the page is. */
  public String address() {
    return server.address();
  }

  private static Thread thread(String name, Runnable task) {
    Thread thread = new Thread(task, name);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void look() {
    try {
      while (true) {
        long start = System.nanoTime();
        send(() -> watch.take(runs.look()));
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        Thread.sleep(Math.max(PAUSE_MILLIS, SHARE * took));
      }
    } catch (InterruptedException e) {
      // The page is closed.
      return;
    }
  }

  private void judge() {
    try {
      List<LiveRun> before = List.of();
      while (true) {
        List<LiveRun> finished = watch.finished();
        long start = System.nanoTime();
        if (!finished.equals(before)) {
          Page.Verdicts verdicts = judging.of(finished, watch.groups());
          send(() -> watch.take(verdicts));
          before = finished;
        }
        long took = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        Thread.sleep(Math.max(PAUSE_MILLIS, SHARE * took));
      }
    } catch (InterruptedException e) {
      // The page is closed.
      return;
    }
  }

  /** A page that opens meanwhile is told either before or after, and so knows all. */
  private void send(Supplier<Page.Update> news) {
    synchronized (feed) {
      Page.Update update = news.get();
      if (!update.isEmpty()) {
        feed.send(update.json());
      }
    }
  }

  private Answer events() {
    return Answer.stream("text/event-stream", out -> feed.follow(out, () -> watch.all().json()));
  }

  private Answer details(HttpExchange exchange) {
    return run(exchange)
        .map(run -> Answer.json(RunDetails.of(run)))
        .orElseGet(WatchServer::noSuchRun);
  }

  private Answer controlled(
      HttpExchange exchange, Control control, Function<LiveRun, String> action) {
    if (!control.allows(exchange.getRequestHeaders().getFirst(Control.HEADER))) {
      return Answer.text(
          HttpURLConnection.HTTP_FORBIDDEN,
          "Only the page at the address that the command printed can do this.");
    }
    Optional<LiveRun> run = run(exchange);
    if (run.isEmpty()) {
      return noSuchRun();
    }
    try {
      return Answer.text(HttpURLConnection.HTTP_OK, action.apply(run.get()));
    } catch (MenagerieException e) {
      return Answer.text(HttpURLConnection.HTTP_CONFLICT, String.valueOf(e.getMessage()));
    }
  }

  private Optional<LiveRun> run(HttpExchange exchange) {
    Matcher asked = RUN.matcher(String.valueOf(exchange.getRequestURI().getRawQuery()));
    return asked.matches() ? watch.run(Integer.parseInt(asked.group(1))) : Optional.empty();
  }

  private static Answer noSuchRun() {
    return Answer.text(HttpURLConnection.HTTP_NOT_FOUND, "There is no such run.");
  }

  private static Route file(String name, String type) {
    Answer answer = Answer.file(type, read(name));
    return Route.get(request -> answer);
  }

  private static String read(String name) {
    try (InputStream in = WatchServer.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException(name + " is missing");
      }
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    threads.forEach(Thread::interrupt);
    server.close();
  }
}
