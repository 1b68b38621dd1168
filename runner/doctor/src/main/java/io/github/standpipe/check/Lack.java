package io.github.standpipe.check;

/** Why a role may not do what it needs to do. */
enum Lack {
  NOT_ALLOWED,
  DENIED,
  OUT_OF_BOUNDARY,
  REFUSED_BY_KEY;

  /** What was seen for some actions. */
  String describe(String holder, String actions, String purpose) {
    return switch (this) {
      case NOT_ALLOWED -> "%s does not allow %s %s.".formatted(holder, actions, purpose);
      case DENIED -> "%s is denied %s %s.".formatted(holder, actions, purpose);
      case OUT_OF_BOUNDARY ->
          "The permissions boundary of %s does not allow %s %s."
              .formatted(holder, actions, purpose);
      case REFUSED_BY_KEY ->
          "The key's own policy does not let %s use %s %s.".formatted(holder, actions, purpose);
    };
  }

  /** What to write instead. */
  String instead(String actions, String resource) {
    return switch (this) {
      case NOT_ALLOWED -> "Allow %s on %s.".formatted(actions, resource);
      case DENIED -> "Remove %s on %s from the Deny.".formatted(actions, resource);
      case OUT_OF_BOUNDARY -> "Allow %s on %s in the boundary too.".formatted(actions, resource);
      case REFUSED_BY_KEY ->
          "Allow %s to the role, or kms:* to the account, in the KeyPolicy of %s."
              .formatted(actions, resource);
    };
  }
}
