package org.menagerie.reports.table;

/**
 * A confidence interval, in percent.
 *
 * @param lower bound
 * @param upper bound
 */
public record Interval(double lower, double upper) {}
