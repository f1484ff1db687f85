package org.menagerie.reports.chart;

/**
 * A horizontal axis of epochs, counted from 1.
 *
 * @param epochs the last of them
 * @param mostTicks that there is room for
 */
record EpochAxis(int epochs, int mostTicks) {

  /** 1, 2 or 5 times a power of ten. */
  int step() {
    int power = 1;
    while (true) {
      for (int digit : new int[] {1, 2, 5}) {
        if (epochs / (digit * power) <= mostTicks) {
          return digit * power;
        }
      }
      power *= 10;
    }
  }

  /** Where an epoch lies: 0 for the first, 1 for the last; a single one in the middle. */
  double position(int epoch) {
    return epochs == 1 ? 0.5 : (epoch - 1.0) / (epochs - 1);
  }
}
