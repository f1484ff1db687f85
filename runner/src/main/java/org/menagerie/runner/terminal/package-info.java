/** What people see. */
@NullMarked
package org.menagerie.runner.terminal;

import org.jspecify.annotations.NullMarked;
