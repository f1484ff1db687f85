/** Stored runs, and what is known of their models and data: what every report starts from. */
@NullMarked
package org.menagerie.reports;

import org.jspecify.annotations.NullMarked;
