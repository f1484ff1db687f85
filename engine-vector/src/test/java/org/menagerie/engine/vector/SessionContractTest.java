package org.menagerie.engine.vector;

import java.util.List;
import org.menagerie.api.engine.Engine;
import org.menagerie.engine.support.contract.SessionContract;

final class SessionContractTest extends SessionContract {

  @Override
  protected List<Engine> engines() {
    return List.of(new VectorEngine());
  }
}
