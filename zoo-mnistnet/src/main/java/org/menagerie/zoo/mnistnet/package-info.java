/**
 * Three networks that grow smaller and better: from bare convolutions to batch norm and dropout.
 */
@NullMarked
package org.menagerie.zoo.mnistnet;

import org.jspecify.annotations.NullMarked;
