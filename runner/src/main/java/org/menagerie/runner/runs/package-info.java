/** Stored runs: a list of them, names for them, and what to do with one. */
@NullMarked
package org.menagerie.runner.runs;

import org.jspecify.annotations.NullMarked;
