/** Five steps from a large bare network to a small one with batch norm and global pooling. */
@NullMarked
package org.menagerie.zoo.model5;

import org.jspecify.annotations.NullMarked;
