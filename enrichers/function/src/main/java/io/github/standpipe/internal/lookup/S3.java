package io.github.standpipe.internal.lookup;

import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Figures;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.enrich.LookupScheme;
import io.github.standpipe.enrich.LookupUri;
import java.util.List;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.defaultsmode.DefaultsMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Documents from S3, the store of a claim check: {@code s3:orders/{key}.json}, or {@code
 * s3:{bucket}/{key}} if the message names the bucket too.
 */
public final class S3 implements LookupScheme {
  private static final int MEGABYTE = 1024 * 1024;

  @Override
  public Lookup open(LookupUri uri, Environment environment) {
    Claims claims = Claims.of(uri);
    int most = uri.size("max", MEGABYTE);
    Limits limits = Limits.of(uri, 1);
    Aws aws = new Aws(Service.of("s3", environment), limits.timeout());
    S3Client client =
        aws.configured(S3Client.builder(), aws.http())
            .forcePathStyle(aws.service().endpoint().isPresent())
            .build();
    SnapshotPriming.beforeCheckpoint(S3::prime);
    return new Calls(new GetObject(client, claims, most), limits);
  }

  /**
   * Runs a request through a client whose service is in memory, which loads the classes that it
   * needs. Its region and credentials are made up: real ones would be asked for, and kept in the
   * snapshot.
   */
  private static void prime() throws Exception {
    try (S3Client client =
        S3Client.builder()
            .httpClient(new CannedHttp("{}"))
            .region(Region.US_EAST_1)
            .credentialsProvider(
                StaticCredentialsProvider.create(
                    AwsSessionCredentials.create("id", "secret", "token")))
            .defaultsMode(DefaultsMode.LEGACY)
            .forcePathStyle(true)
            .build()) {
      new GetObject(client, Claims.in("bucket"), 2).ask(List.of("key"), new Figures());
    }
  }
}
