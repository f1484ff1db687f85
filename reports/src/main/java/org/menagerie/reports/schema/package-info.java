/** The tables of a report: which numbers it has, what they are called and how they are written. */
@NullMarked
package org.menagerie.reports.schema;

import org.jspecify.annotations.NullMarked;
