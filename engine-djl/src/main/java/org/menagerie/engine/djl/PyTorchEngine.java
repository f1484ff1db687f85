package org.menagerie.engine.djl;

import com.google.auto.service.AutoService;
import org.menagerie.api.engine.Engine;

/** PyTorch's C++ library through DJL, on the processor. */
@AutoService(Engine.class)
public final class PyTorchEngine extends DjlEngine {
  public PyTorchEngine() {
    super(Backend.PYTORCH);
  }
}
