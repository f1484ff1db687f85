/** Reports in all their formats, and at a terminal. */
@NullMarked
package org.menagerie.reports.format;

import org.jspecify.annotations.NullMarked;
