/** One plain network, trained with everything a modern training pipeline offers. */
@NullMarked
package org.menagerie.zoo.pipeline;

import org.jspecify.annotations.NullMarked;
