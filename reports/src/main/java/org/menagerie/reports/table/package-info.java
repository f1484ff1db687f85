/** Tables of runs and of models for a terminal. */
@NullMarked
package org.menagerie.reports.table;

import org.jspecify.annotations.NullMarked;
