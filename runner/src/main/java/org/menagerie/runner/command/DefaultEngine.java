package org.menagerie.runner.command;

/** The engine that computes where none is named: the fastest on small networks, on any machine. */
final class DefaultEngine {
  static final String NAME = "vector";

  private DefaultEngine() {}
}
