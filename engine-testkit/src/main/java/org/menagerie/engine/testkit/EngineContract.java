package org.menagerie.engine.testkit;

import static org.junit.jupiter.api.DynamicContainer.dynamicContainer;
import static org.menagerie.engine.testkit.Requirements.require;

import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.TestFactory;
import org.menagerie.api.engine.Engine;

/**
 * What every engine must do. The test of an engine is a class that extends this one and is
 * otherwise empty: it holds every engine that a service file on the class path names to the
 * contract.
 *
 * <pre>{@code
 * final class EngineTest extends EngineContract {}
 * }</pre>
 *
 * <p>The least that an engine runs is a softmax regression: {@code Flatten}, then {@code Linear}.
 * On it every engine is held to PyTorch's gradients and steps with every optimizer, and to all that
 * {@link org.menagerie.api.engine.Session} promises. Checks on larger networks are skipped where
 * {@link Engine#canRun} is false for one of their layers, or where {@link Engine#open} refuses the
 * network with {@link org.menagerie.api.error.ErrorCode#ENGINE_UNAVAILABLE}; the reason of each
 * skipped check says what is lacking.
 */
public abstract class EngineContract {
  /** A system property: whether to try all networks where six would do. */
  private static final String NIGHTLY = "menagerie.nightly";

  /** The engines to hold; at least one. All that service files name, unless overridden. */
  protected List<Engine> engines() {
    return ServiceLoader.load(Engine.class).stream().map(ServiceLoader.Provider::get).toList();
  }

  /**
   * Whether an engine runs every layer and network, so that what would be skipped fails instead.
   * False unless overridden.
   */
  protected boolean runsEveryNetwork(Engine engine) {
    return false;
  }

  /** One container for each engine, in it one test for each thing that is asked of it. */
  @TestFactory
  public final Stream<DynamicNode> contract() {
    List<Engine> engines = engines();
    require(
        !engines.isEmpty(),
        "No engine was found: name the class in META-INF/services/%s.",
        Engine.class.getName());
    return engines.stream().map(engine -> dynamicContainer(engine.name(), tests(engine)));
  }

  private Stream<DynamicNode> tests(Engine engine) {
    Trial trial = new Trial(engine, runsEveryNetwork(engine));
    return Stream.concat(
        Stream.of(
            dynamicContainer("engine", new EngineChecks(trial).tests()),
            dynamicContainer("regression", new RegressionChecks(trial).tests()),
            dynamicContainer("plug-ins", new PlugInChecks(trial).tests()),
            dynamicContainer("soft labels", new SoftLabelChecks(trial).tests()),
            dynamicContainer("batches", new BatchChecks(trial).tests()),
            dynamicContainer("state", new StateChecks(trial).tests()),
            dynamicContainer("session", new SessionChecks(trial).tests()),
            dynamicContainer("every layer", new LayerChecks(trial).tests()),
            dynamicContainer("layers of plug-ins", new JavaLayerChecks(trial).tests()),
            dynamicContainer("layers by PyTorch", new ReferenceLayerChecks(trial).tests()),
            dynamicContainer("networks by PyTorch", new VocabularyNetworkChecks(trial).tests())),
        networks().stream().map(name -> tests(trial, name)));
  }

  private static List<String> networks() {
    return Boolean.getBoolean(NIGHTLY) ? ReferenceNetwork.NAMES : ReferenceNetwork.COVERING;
  }

  private static DynamicNode tests(Trial trial, String network) {
    return dynamicContainer(
        network, new NetworkChecks(trial, ReferenceNetwork.read(network)).tests());
  }
}
