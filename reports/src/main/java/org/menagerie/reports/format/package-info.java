/** Reports in all their formats, and at a terminal; and the file that they are held to. */
@NullMarked
package org.menagerie.reports.format;

import org.jspecify.annotations.NullMarked;
