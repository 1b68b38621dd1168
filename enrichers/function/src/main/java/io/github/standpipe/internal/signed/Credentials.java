package io.github.standpipe.internal.signed;

/**
 * What a request is signed with.
 *
 * @param sessionToken empty for a user's long-lived keys
 */
public record Credentials(String accessKeyId, String secretAccessKey, String sessionToken) {

  /** Never prints the keys. */
  @Override
  public String toString() {
    return "credentials";
  }
}
