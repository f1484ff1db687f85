/** The command {@code list}: models, engines and everything else that is installed. */
@NullMarked
package org.menagerie.runner.list;

import org.jspecify.annotations.NullMarked;
