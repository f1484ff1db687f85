package org.menagerie.engine.vector;

import com.google.auto.service.AutoService;
import java.lang.module.ModuleFinder;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.menagerie.api.engine.Engine;
import org.menagerie.api.engine.Session;
import org.menagerie.api.engine.SessionSpec;
import org.menagerie.api.engine.TensorMap;
import org.menagerie.api.network.Layer;
import org.menagerie.engine.vector.graph.NetworkParser;
import org.menagerie.engine.vector.kernel.Kernels;
import org.menagerie.engine.vector.kernel.ScalarKernels;
import org.menagerie.engine.vector.kernel.VectorKernels;

/** Small convolutional networks in pure Java, on the Vector API. */
@AutoService(Engine.class)
public final class VectorEngine implements Engine {
  private static final String PACKAGE = "org.menagerie.engine.vector.kernel.";
  private static final List<String> KERNELS =
      List.of(
          "VectorKernels",
          "CorrelationKernels",
          "GradientKernels",
          "PointwiseKernels",
          "NormalizationKernels",
          "RowKernels",
          "VectorFunctions",
          "VectorWinograd");
  private static final String MODULE = "jdk.incubator.vector";

  @Override
  public String name() {
    return "vector";
  }

  @Override
  public String description() {
    return "pure Java on the Vector API, made for small networks";
  }

  /**
   * The module of the Vector API where this JVM has one; kernels compiled separately; no bounds
   * check at each vector, since kernels are called for whole rows of maps whose sizes are fixed
   * when a session opens (the tests run with checks); and arrays that start at multiples of 64
   * bytes, so that no vector crosses a cache line.
   */
  @Override
  public List<String> jvmOptions() {
    List<String> options = new ArrayList<>();
    if (ModuleFinder.ofSystem().find(MODULE).isPresent()) {
      options.add("--add-modules=" + MODULE);
      options.add("-Djdk.incubator.vector.VECTOR_ACCESS_OOB_CHECK=0");
      options.add("-XX:CompileCommand=quiet");
      for (String kernels : KERNELS) {
        options.add("-XX:CompileCommand=dontinline," + PACKAGE + kernels + "::*");
      }
    }
    options.add("-XX:ObjectAlignmentInBytes=64");
    return List.copyOf(options);
  }

  @Override
  public Optional<String> caution() {
    return ModuleFinder.ofSystem().find(MODULE).isPresent()
        ? Optional.empty()
        : Optional.of(
            "The engine vector is slow here, since this Java (%s) has no module %s; a full JDK of 17 or later has it."
                .formatted(System.getProperty("java.home"), MODULE));
  }

  @Override
  public boolean canRun(Layer layer) {
    return NetworkParser.knows(layer);
  }

  /** Each sum is taken in an order that depends only on the network; tests check that. */
  @Override
  public boolean isIndependentOfThreads() {
    return true;
  }

  /** All of it is Java objects and threads, which closed sessions let go of; tests check that. */
  @Override
  public boolean leavesNoState() {
    return true;
  }

  /**
   * What changed bits:
   *
   * <ol>
   *   <li>The first that results record. Results that record none are of this version or older:
   *       tiles of 3x3 convolutions grew before it.
   *   <li>Batch norms count their sums from a value of the channel, not from zero.
   *   <li>Activations other than ReLU, group norm, layer norm and products of branches are computed
   *       in floats, not in doubles. Networks without these have the bits of version 2.
   * </ol>
   */
  @Override
  public int numericVersion() {
    return 3;
  }

  @Override
  public boolean canProfile() {
    return true;
  }

  @Override
  public Session open(SessionSpec spec, TensorMap weights) {
    return new VectorSession(kernels(), spec, weights);
  }

  /** The fastest that this JVM can run. */
  static Kernels kernels() {
    if (ModuleLayer.boot().findModule(MODULE).isPresent()) {
      return new VectorKernels();
    }
    return new ScalarKernels();
  }
}
