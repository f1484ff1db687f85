/**
 * What stored runs say of models: replicates over seeds, their intervals, how they stand to what
 * was published, and paired comparisons.
 */
@NullMarked
package org.menagerie.reports.evidence;

import org.jspecify.annotations.NullMarked;
