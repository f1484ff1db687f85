/** Text for a medium: made safe, set in columns, or put between tags. */
@NullMarked
package org.menagerie.reports.text;

import org.jspecify.annotations.NullMarked;
