/** Text that is harmless wherever it came from. */
@NullMarked
package org.menagerie.reports.markup;

import org.jspecify.annotations.NullMarked;
