/** Training curves as SVG. */
@NullMarked
package org.menagerie.reports.curve;

import org.jspecify.annotations.NullMarked;
