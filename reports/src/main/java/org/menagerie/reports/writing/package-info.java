/** Reports in all their formats. */
@NullMarked
package org.menagerie.reports.writing;

import org.jspecify.annotations.NullMarked;
