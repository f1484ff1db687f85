package org.menagerie.engine.vector;

import java.util.List;
import org.menagerie.api.engine.Engine;
import org.menagerie.engine.testkit.EngineContract;

final class VectorContractTest extends EngineContract {

  @Override
  protected List<Engine> engines() {
    return List.of(new VectorEngine());
  }

  @Override
  protected boolean runsEveryNetwork(Engine engine) {
    return true;
  }
}
