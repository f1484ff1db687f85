package org.menagerie.api.engine;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.menagerie.api.network.Layer;

/**
 * A training engine: a plug-in found through {@link java.util.ServiceLoader}. An engine only offers
 * steps; the loop around them is the framework's.
 */
public interface Engine {

  /** What {@code --engine} calls it. */
  String name();

  /** One line for {@code runner list engines}. */
  String description();

  /**
   * Why it cannot run on this machine, as a sentence; empty if it can. Cheap: loads no native
   * library.
   */
  default Optional<String> unavailable() {
    return Optional.empty();
  }

  /**
   * Environment variables that the process it computes in should be started with, since native
   * libraries read them before any code of an engine runs. What a user has set wins.
   */
  default Map<String, String> environment() {
    return Map.of();
  }

  /**
   * Options that the JVM it computes in should be started with, such as {@code --add-modules}. They
   * have to suit the JVM that asks for them.
   */
  default List<String> jvmOptions() {
    return List.of();
  }

  /**
   * What a user should know before it computes on this machine, as a sentence; for example that it
   * is slow here. Cheap: loads no native library.
   */
  default Optional<String> caution() {
    return Optional.empty();
  }

  /**
   * The same for so many threads; by default what is to be known whatever their number.
   *
   * @param threads processor threads that it is about to use
   */
  default Optional<String> caution(int threads) {
    return caution();
  }

  /**
   * Whether it can compute a layer. Cheap: loads no native library. Of a layer with {@linkplain
   * Layer#paths paths} only itself is asked here; the layers inside it are asked one by one.
   */
  default boolean canRun(Layer layer) {
    return true;
  }

  /**
   * Whether it gives the same bits with any number of threads. A run that is finished with another
   * number then counts as the same run.
   */
  default boolean isIndependentOfThreads() {
    return false;
  }

  /**
   * The version of the numbers that it computes, from 1. Whoever changes the engine so that the
   * same training gives other bits raises it: results record it, and runs of different versions are
   * pooled only with a remark. What libraries below the engine change shows in {@link
   * Session#provenance}.
   */
  default int numericVersion() {
    return 1;
  }

  /**
   * Whether closed sessions leave nothing behind: no memory, no thread, nothing in static fields or
   * native libraries that could touch another session. A process may then train one run after
   * another, where the JVM's compiler has done its work already; by default each run has a process
   * of its own.
   */
  default boolean leavesNoState() {
    return false;
  }

  /** Whether its sessions answer {@link Session#profile}. Cheap: loads no native library. */
  default boolean canProfile() {
    return false;
  }

  /**
   * Builds the network with the given weights.
   *
   * @throws org.menagerie.api.error.MenagerieException if the engine does not run here, or does not
   *     know a layer of the network
   */
  Session open(SessionSpec spec, TensorMap weights);
}
