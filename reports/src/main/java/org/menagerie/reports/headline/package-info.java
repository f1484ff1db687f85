/** What a report comes to, in sentences that claim no more than the runs carry. */
@NullMarked
package org.menagerie.reports.headline;

import org.jspecify.annotations.NullMarked;
