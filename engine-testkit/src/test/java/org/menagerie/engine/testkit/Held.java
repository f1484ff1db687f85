package org.menagerie.engine.testkit;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.menagerie.api.engine.Engine;
import org.opentest4j.TestAbortedException;

/** Holds an engine to the contract as JUnit would, and keeps what failed and what was skipped. */
final class Held extends EngineContract {
  private final Engine engine;
  private final boolean complete;
  private final Map<String, String> failed = new TreeMap<>();
  private final Map<String, String> skipped = new TreeMap<>();
  private int passed;

  private Held(Engine engine, boolean complete) {
    this.engine = engine;
    this.complete = complete;
  }

  static Held to(Engine engine) {
    return run(new Held(engine, false));
  }

  /** The same for an engine that has to run everything. */
  static Held toAll(Engine engine) {
    return run(new Held(engine, true));
  }

  private static Held run(Held held) {
    held.contract().forEach(node -> ((DynamicContainer) node).getChildren().forEach(held::attempt));
    return held;
  }

  private void attempt(DynamicNode node) {
    ((DynamicContainer) node)
        .getChildren()
        .forEach(
            child ->
                attempt(
                    node.getDisplayName() + ": " + child.getDisplayName(), (DynamicTest) child));
  }

  private void attempt(String name, DynamicTest test) {
    try {
      test.getExecutable().execute();
      passed++;
    } catch (TestAbortedException e) {
      skipped.put(name, String.valueOf(e.getMessage()));
    } catch (Throwable e) {
      failed.put(name, String.valueOf(e.getMessage()));
    }
  }

  /** What each check that failed says. */
  Map<String, String> failed() {
    return failed;
  }

  /** Why each check was skipped that was. */
  Map<String, String> skipped() {
    return skipped;
  }

  int passed() {
    return passed;
  }

  @Override
  protected List<Engine> engines() {
    return List.of(engine);
  }

  @Override
  protected boolean runsEveryNetwork(Engine any) {
    return complete;
  }
}
