package io.github.standpipe.lookup;

import io.github.standpipe.signed.Credentials;
import io.github.standpipe.signed.CredentialsException;
import java.util.Optional;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

/**
 * Where the AWS SDK looks besides: a desk's profiles above all. The SDK may not be there, and then
 * this class cannot be used.
 */
final class SdkChain {
  private SdkChain() {}

  /** Made at the first call; it keeps what it found, and renews it. */
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
