/** Where the time of a training step goes. */
@NullMarked
package org.menagerie.training.profile;

import org.jspecify.annotations.NullMarked;
