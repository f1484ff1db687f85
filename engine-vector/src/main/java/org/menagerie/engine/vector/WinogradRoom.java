package org.menagerie.engine.vector;

/**
 * Room of a worker for a convolution in tiles.
 *
 * @param inputs rows of the input, transformed
 * @param gradients rows of the gradient of the output, transformed for that of the input
 * @param errors some rows of it, transformed for the gradients of the weights
 * @param products of transformed values
 * @param edge a row that reaches over the edge of a map
 * @param weights gradients of some weights, image by image
 */
@SuppressWarnings("ArrayRecordComponent") // Arrays for speed; nobody compares or hashes these.
record WinogradRoom(
    TiledRows.Window inputs,
    TiledRows.Window gradients,
    float[] errors,
    float[] products,
    float[] edge,
    float[] weights) {}
