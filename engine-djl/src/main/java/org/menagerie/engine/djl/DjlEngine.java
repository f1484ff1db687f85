package org.menagerie.engine.djl;

import static java.util.Objects.requireNonNullElse;

import ai.djl.engine.EngineException;
import ai.djl.util.Utils;
import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.error.ErrorCode;
import org.menagerie.api.error.MenagerieException;
import org.menagerie.api.network.Layer;

/** What both engines have in common. */
abstract sealed class DjlEngine implements Engine permits PyTorchEngine, MxNetEngine {
  /** Whether this process's library has been found to compute as it should. */
  private static volatile boolean checked;

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
    return started(
        () -> {
          if (backend == Backend.PYTORCH && !checked) {
            HiddenCaches.allowFor();
            ConvolutionCheck.require(backend);
            checked = true;
          }
          return new DjlSession(backend, spec, weights);
        });
  }

  /** What is given, or else why the engine cannot start. */
  final Session started(Supplier<Session> opening) {
    try {
      return opening.get();
    } catch (EngineException e) {
      throw cannotStart(e);
    } catch (ExceptionInInitializerError e) {
      // MXNet's library is loaded by a static initializer.
      throw cannotStart(requireNonNullElse(e.getCause(), e));
    }
  }

  /** The native library is unpacked into a folder before it is loaded from there. */
  private MenagerieException cannotStart(Throwable failure) {
    Throwable reason = failure;
    while (reason.getCause() != null) {
      reason = reason.getCause();
    }
    return new MenagerieException(
        ErrorCode.ENGINE_UNAVAILABLE,
        reason instanceof IOException
            ? "The engine %s cannot unpack its native library into %s (%s): make room there, or name another folder with the environment variable DJL_CACHE_DIR."
                .formatted(name(), Utils.getEngineCacheDir(), reason)
            : "The engine %s cannot start: %s (%s)."
                .formatted(name(), failure.getMessage(), reason),
        failure);
  }
}
