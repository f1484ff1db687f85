/** The command {@code new-zoo}: a project to start from. */
@NullMarked
package org.menagerie.runner.newzoo;

import org.jspecify.annotations.NullMarked;
