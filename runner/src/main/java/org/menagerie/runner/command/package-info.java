/** One class for each command. */
@NullMarked
package org.menagerie.runner.command;

import org.jspecify.annotations.NullMarked;
