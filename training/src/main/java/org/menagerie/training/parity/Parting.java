package org.menagerie.training.parity;

/**
 * Where two engines are first further apart than they may be.
 *
 * @param step counted from 1
 * @param deviation the first of that step, in the order in which it is computed
 */
public record Parting(int step, Deviation deviation) {}
