package org.menagerie.engine.vector.step;

import java.util.ArrayList;
import java.util.List;
import org.menagerie.engine.vector.graph.FusedOp;

/**
 * Operations through which each block of images goes independently. All stages except the last end
 * with an operation that is normalized, which needs the sums of all blocks.
 */
record Stage(List<FusedOp> ops) {

  /** Cuts operations into stages; the last one may be empty. */
  static List<Stage> cut(List<FusedOp> ops) {
    List<Stage> stages = new ArrayList<>();
    int first = 0;
    for (int i = 0; i < ops.size(); i++) {
      if (ops.get(i).normalization().isPresent()) {
        stages.add(new Stage(ops.subList(first, i + 1)));
        first = i + 1;
      }
    }
    stages.add(new Stage(ops.subList(first, ops.size())));
    return List.copyOf(stages);
  }

  /** The operation that it ends with. */
  FusedOp end() {
    return ops.get(ops.size() - 1);
  }
}
