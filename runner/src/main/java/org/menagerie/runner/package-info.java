/** The command line. */
@NullMarked
package org.menagerie.runner;

import org.jspecify.annotations.NullMarked;
