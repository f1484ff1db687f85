package org.menagerie.engine.djl;

import com.google.auto.service.AutoService;
import org.menagerie.api.engine.Engine;

/** Apache MXNet through DJL, on x86-64 processors. */
@AutoService(Engine.class)
public final class MxNetEngine extends DjlEngine {
  public MxNetEngine() {
    super(Backend.MXNET);
  }
}
