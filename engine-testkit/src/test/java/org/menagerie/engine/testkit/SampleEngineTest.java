package org.menagerie.engine.testkit;

import com.example.softmax.SoftmaxEngine;
import java.util.List;
import org.menagerie.api.engine.Engine;

/** The sample of an engine keeps the contract; what it cannot run is skipped. */
final class SampleEngineTest extends EngineContract {

  @Override
  protected List<Engine> engines() {
    return List.of(new SoftmaxEngine());
  }
}
