package org.menagerie.engine.djl;

import java.util.List;
import org.menagerie.api.engine.Engine;
import org.menagerie.engine.testkit.EngineContract;

final class DjlContractIT extends EngineContract {

  @Override
  protected List<Engine> engines() {
    return List.of(new PyTorchEngine(), new MxNetEngine());
  }

  @Override
  protected boolean runsEveryNetwork(Engine engine) {
    return true;
  }
}
