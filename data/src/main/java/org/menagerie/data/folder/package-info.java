/** Folders of images, one for each class, read as torchvision's {@code ImageFolder} does. */
@NullMarked
package org.menagerie.data.folder;

import org.jspecify.annotations.NullMarked;
