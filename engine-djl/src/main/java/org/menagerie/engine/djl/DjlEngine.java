package org.menagerie.engine.djl;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Layer;

/** What both engines do alike. */
abstract sealed class DjlEngine implements Engine permits PyTorchEngine, MxNetEngine {
  private final Backend backend;

  DjlEngine(Backend backend) {
    this.backend = backend;
  }

  @Override
  public final String name() {
    return backend.id();
  }

  @Override
  public final String description() {
    return backend.description();
  }

  @Override
  public final Optional<String> unavailable() {
    String architecture = System.getProperty("os.arch");
    if (!backend.architectures().contains(architecture)) {
      return Optional.of(
          "%s has no build for %s processors, only for %s."
              .formatted(
                  backend.djlName(), architecture, String.join(", ", backend.architectures())));
    }
    String marker = "native/lib/" + backend.djlName().toLowerCase(Locale.ROOT) + ".properties";
    if (DjlEngine.class.getClassLoader().getResource(marker) == null) {
      return Optional.of(
          "this distribution does not contain %s's native library for %s."
              .formatted(backend.djlName(), System.getProperty("os.name")));
    }
    return Optional.empty();
  }

  @Override
  public final Map<String, String> environment() {
    return WorkerEnvironment.of(backend);
  }

  @Override
  public final boolean canRun(Layer layer) {
    return Operations.canRun(backend, layer);
  }

  @Override
  public final Session open(SessionSpec spec, TensorMap weights) {
    // DJL reads these when it is first touched, and would otherwise load MXNet beside PyTorch.
    System.setProperty("ai.djl.default_engine", backend.djlName());
    System.setProperty("ai.djl.pytorch.num_threads", Integer.toString(spec.threads()));
    return new DjlSession(backend, spec, weights);
  }
}
