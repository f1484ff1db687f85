/** The report as a page of HTML that needs nothing beside it. */
@NullMarked
package org.menagerie.reports.page;

import org.jspecify.annotations.NullMarked;
