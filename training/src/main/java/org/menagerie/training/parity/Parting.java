package org.menagerie.training.parity;

/**
 * The first place where two engines deviate by more than the tolerance.
 *
 * @param step counted from 1
 * @param deviation the first of that step, in the order in which it is computed
 */
public record Parting(int step, Deviation deviation) {}
