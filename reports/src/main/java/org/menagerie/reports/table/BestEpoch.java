package org.menagerie.reports.table;

import org.menagerie.reports.statistics.Proportion;

/**
 * The epoch with the highest test accuracy. It was chosen on the test set, so its accuracy is
 * optimistic and never to be mixed with that of a final epoch.
 *
 * @param epoch counted from 1
 * @param accuracy on the test images
 */
public record BestEpoch(int epoch, Proportion accuracy) {}
