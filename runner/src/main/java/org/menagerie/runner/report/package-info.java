/** The command {@code report}: stored runs as tables and pages. */
@NullMarked
package org.menagerie.runner.report;

import org.jspecify.annotations.NullMarked;
