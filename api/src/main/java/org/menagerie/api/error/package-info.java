/** What a user can cause, said in one sentence and carried as a code. */
@NullMarked
package org.menagerie.api.error;

import org.jspecify.annotations.NullMarked;
