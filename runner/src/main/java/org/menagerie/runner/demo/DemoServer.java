package org.menagerie.runner.demo;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.inference.Prediction.Likely;
import org.menagerie.inference.TrainedModel;
import org.menagerie.runner.web.Answer;
import org.menagerie.runner.web.LoopbackServer;
import org.menagerie.runner.web.LoopbackServer.Route;

/**
 * A model behind HTTP: {@code /} is a page on which one draws, {@code /model} describes the model,
 * and {@code /predict} takes the grey levels of an image.
 */
final class DemoServer {

  /** The page needs nothing from elsewhere, and nothing elsewhere may show it. */
  private static final String POLICY =
      "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; connect-src 'self';"
          + " img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  private final TrainedModel model;

  private DemoServer(TrainedModel model) {
    this.model = model;
  }

  /** What the page asks first. */
  record Described(
      String name,
      int channels,
      int height,
      int width,
      boolean mostlyDark,
      SortedMap<String, String> notes,
      List<String> classes) {}

  /**
   * Starts a server.
   *
   * @param port 0 for any that is free
   * @param page what is shown
   * @throws MenagerieException if another program has the port
   */
  static LoopbackServer start(TrainedModel model, int port, String page) {
    DemoServer demo = new DemoServer(model);
    return LoopbackServer.start(
        port,
        new LoopbackServer.Site(
            "demo",
            POLICY,
            Map.of(
                "/", Route.get(request -> Answer.file("text/html", page)),
                "/model", Route.get(request -> Answer.json(demo.described())),
                "/predict", Route.post(demo::predicted))));
  }

  private Described described() {
    return new Described(
        model.name(),
        model.input().channels(),
        model.input().height(),
        model.input().width(),
        model.isMostlyDark(),
        model.notes(),
        model.classes());
  }

  private Answer predicted(HttpExchange exchange) throws IOException {
    try (InputStream in = exchange.getRequestBody()) {
      int length = Math.toIntExact(model.input().elements());
      byte[] pixels = in.readNBytes(length);
      if (in.read() >= 0) {
        return wrong("An image of %s has %d bytes, not more.".formatted(model.name(), length));
      }
      double[] probabilities = new double[model.classes().size()];
      for (Likely likely : model.predict(pixels).classes()) {
        probabilities[likely.label()] = likely.probability();
      }
      return Answer.json(Map.of("probabilities", probabilities));
    } catch (MenagerieException e) {
      return wrong(String.valueOf(e.getMessage()));
    }
  }

  private static Answer wrong(String sentence) {
    return Answer.text(HttpURLConnection.HTTP_BAD_REQUEST, sentence);
  }
}
