/** Text for a medium: made safe wherever it came from, set in columns, put between tags. */
@NullMarked
package org.menagerie.reports.text;

import org.jspecify.annotations.NullMarked;
