package io.github.standpipe.internal.lookup;

import io.github.standpipe.internal.signed.Credentials;
import io.github.standpipe.internal.signed.CredentialsException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * The other places in which the AWS SDK looks for credentials, above all a developer's profiles.
 * This class needs the SDK, which may be absent.
 */
final class SdkChain {
  private SdkChain() {}

  /** Created at the first call; it caches and renews the credentials. */
  private static final class Chain {
    static final AwsCredentialsProvider PROVIDER = DefaultCredentialsProvider.builder().build();
  }

  static Credentials credentials() throws CredentialsException {
    try {
      AwsCredentials found = Chain.PROVIDER.resolveCredentials();
      String token = found instanceof AwsSessionCredentials session ? session.sessionToken() : "";
      return new Credentials(found.accessKeyId(), found.secretAccessKey(), token);
    } catch (SdkException e) {
      throw new CredentialsException(
          "there are no credentials; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and"
              + " AWS_SECRET_ACCESS_KEY");
    }
  }

  static Optional<String> region() {
    try {
      return Optional.of(DefaultAwsRegionProviderChain.builder().build().getRegion().id());
    } catch (SdkException e) {
      return Optional.empty();
    }
  }
}
