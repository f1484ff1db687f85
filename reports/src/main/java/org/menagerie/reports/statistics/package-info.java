/** Plain statistics: immutable values and pure functions that know nothing of runs. */
@NullMarked
package org.menagerie.reports.statistics;

import org.jspecify.annotations.NullMarked;
