package org.menagerie.engine.vector;

/** What a pass back through an operation is to give. */
enum Gradients {
  ALL,
  /** Those of its parameters, which nothing waits for until the end of a step. */
  OF_PARAMETERS,
  /** Those of its input, which all before it waits for. */
  OF_INPUT;

  boolean ofParameters() {
    return this != OF_INPUT;
  }

  boolean ofInput() {
    return this != OF_PARAMETERS;
  }
}
