package io.github.standpipe.pipe;

/** The number of letters to insert, delete, replace or swap to turn one word into another. */
final class EditDistance {
  private EditDistance() {}

  static int between(String a, String b) {
    int[] older = new int[b.length() + 1];
    int[] old = row(b.length());
    for (int i = 1; i <= a.length(); i++) {
      int[] now = row(b.length());
      now[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int exchanged = old[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        now[j] = Math.min(exchanged, 1 + Math.min(old[j], now[j - 1]));
        if (isSwapped(a, i, b, j)) {
          now[j] = Math.min(now[j], older[j - 2] + 1);
        }
      }
      older = old;
      old = now;
    }
    return old[b.length()];
  }

  private static boolean isSwapped(String a, int i, String b, int j) {
    return i > 1
        && j > 1
        && a.charAt(i - 1) == b.charAt(j - 2)
        && a.charAt(i - 2) == b.charAt(j - 1);
  }

  private static int[] row(int length) {
    int[] row = new int[length + 1];
    for (int j = 0; j <= length; j++) {
      row[j] = j;
    }
    return row;
  }
}
