package org.menagerie.engine.vector.graph;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.menagerie.engine.vector.graph.Node.Head;
import org.menagerie.engine.vector.op.Elementwise.Function;

/**
 * Fuses nodes: each head takes in the nodes that follow it value by value, as long as a fused
 * operation has a place for them and nobody else looks at the values in between.
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
      group = begin(new Head((make, on) -> make.elementwise(on.get(0), Function.IDENTITY)), node);
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
    Set<FusionGroup> bypassed = new HashSet<>();
    int lastStage = 0;
    for (int i = 0; i < groups.size(); i++) {
      List<FusionGroup> sources = groups.get(i).sources();
      if (sources.size() > 1) {
        bypassed.add(sources.get(1));
      }
      if (groups.get(i).normalizes()) {
        lastStage = i + 1;
      }
    }
    List<FusedOp> ops = new ArrayList<>();
    for (int i = 0; i < groups.size(); i++) {
      FusionGroup group = groups.get(i);
      ops.add(group.fuse(factory, ops, bypassed.contains(group), i >= lastStage));
    }
    return List.copyOf(ops);
  }
}
