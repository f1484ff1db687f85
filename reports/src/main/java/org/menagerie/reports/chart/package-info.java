/** Charts as SVG: training curves, and accuracy against size. */
@NullMarked
package org.menagerie.reports.chart;

import org.jspecify.annotations.NullMarked;
