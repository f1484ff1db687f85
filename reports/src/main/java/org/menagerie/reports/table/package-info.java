/** One table of runs, written in several formats. */
@NullMarked
package org.menagerie.reports.table;

import org.jspecify.annotations.NullMarked;
