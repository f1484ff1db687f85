package org.menagerie.engine.vector.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.menagerie.engine.vector.graph.FusedOp.Place;
import org.menagerie.engine.vector.graph.Node.Head;
import org.menagerie.engine.vector.op.Input;

/**
 * Fuses nodes: each head takes in the elementwise nodes that follow it, as long as a fused
 * operation has a place for them and nothing else uses the values in between.
 */
final class Fuser {
  private final int[] uses;
  private final FusionGroup[] groupOf;
  private final List<FusionGroup> groups = new ArrayList<>();

  private Fuser(List<Node> nodes) {
    this.uses = new int[nodes.size()];
    this.groupOf = new FusionGroup[nodes.size()];
    nodes.forEach(node -> node.inputs().forEach(input -> uses[input]++));
  }

  /**
   * The fused operations of these nodes, in the order of computation.
   *
   * @param nodes the first of which is the images
   */
  static List<FusedOp> fuse(List<Node> nodes, OperationFactory factory) {
    Fuser fuser = new Fuser(nodes);
    for (int number = 0; number < nodes.size(); number++) {
      fuser.groupOf[number] = fuser.group(nodes.get(number));
    }
    return fuser.fuse(factory);
  }

  /** The group that a node becomes part of, which may be a new one. */
  private FusionGroup group(Node node) {
    if (node.step() instanceof Head head) {
      return begin(head, node);
    }
    int input = node.inputs().get(0);
    FusionGroup group = groupOf[input];
    if (uses[input] > 1 || !group.takes(node.step())) {
      group = begin(new Head((make, on) -> make.copy(on.get(0))), node);
    }
    group.add(node);
    return group;
  }

  private FusionGroup begin(Head head, Node node) {
    List<FusionGroup> sources = node.inputs().stream().map(input -> groupOf[input]).toList();
    FusionGroup group = new FusionGroup(groups.size(), head, node.layer(), sources);
    groups.add(group);
    return group;
  }

  private List<FusedOp> fuse(OperationFactory factory) {
    int[] stages = new int[groups.size()];
    int[] consumers = new int[groups.size()];
    int[] first = new int[groups.size()];
    Arrays.fill(first, groups.size() - 1);
    int stage = 0;
    for (int i = groups.size() - 1; i >= 0; i--) {
      for (FusionGroup source : groups.get(i).sources()) {
        consumers[source.index()]++;
        first[source.index()] = i;
      }
    }
    for (int i = 0; i < groups.size(); i++) {
      stages[i] = stage;
      stage += groups.get(i).normalizes() ? 1 : 0;
    }
    List<FusedOp> ops = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      FusionGroup group = groups.get(i);
      Place place =
          new Place(
              i,
              group.layers(),
              group.sources().stream().map(source -> ops.get(source.index())).toList(),
              consumers[i] > 1,
              stages[i] == stage,
              stages[i] == stages[first[i]]);
      ops.add(group.fuse(factory, place, inputs(group, ops, first)));
    }
    return List.copyOf(ops);
  }

  /**
   * What a group's operation takes. Gradients come back in the reverse order of computation, and
   * within an operation in the order of its sources: the last one to come back to a source
   * completes its gradient, and all others go to its bypass.
   */
  private static List<Input> inputs(FusionGroup group, List<FusedOp> ops, int[] first) {
    List<Input> inputs = new ArrayList<>();
    List<FusionGroup> sources = group.sources();
    for (int k = 0; k < sources.size(); k++) {
      FusionGroup source = sources.get(k);
      FusedOp op = ops.get(source.index());
      boolean last =
          first[source.index()] == group.index()
              && !sources.subList(k + 1, sources.size()).contains(source);
      inputs.add(new Input(last ? op : op.bypass(), op.layout()));
    }
    return inputs;
  }
}
