package io.github.standpipe.internal.deployed;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** The region in which a service answers: IAM is in one place for all of its partition. */
final class ServiceRegion {
  private ServiceRegion() {}

  static Region of(Region region, String prefix) {
    return prefix.equals("iam") ? Region.of(partition(region) + "-global") : region;
  }

  /** The region in the signature of a request. */
  static String signing(Region region, String prefix) {
    return ServiceMetadata.of(prefix).signingRegion(of(region, prefix)).id();
  }

  static String partition(Region region) {
    return region.metadata() == null ? "aws" : region.metadata().partition().id();
  }
}
