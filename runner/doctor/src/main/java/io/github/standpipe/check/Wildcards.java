package io.github.standpipe.check;

/** The wildcards of IAM: {@code *} for any text, {@code ?} for one character. */
final class Wildcards {
  private Wildcards() {}

  /** Takes time proportional to the product of both lengths, for any text. */
  static boolean match(String pattern, String text) {
    int p = 0;
    int star = -1;
    int from = 0;
    for (int t = 0; t < text.length(); ) {
      if (p < pattern.length() && pattern.charAt(p) == '*') {
        star = p++;
        from = t;
      } else if (p < pattern.length()
          && (pattern.charAt(p) == '?' || pattern.charAt(p) == text.charAt(t))) {
        p++;
        t++;
      } else if (star >= 0) {
        p = star + 1;
        t = ++from;
      } else {
        return false;
      }
    }
    return pattern.substring(p).chars().allMatch(c -> c == '*');
  }

  static boolean in(String pattern) {
    return pattern.contains("*") || pattern.contains("?");
  }
}
