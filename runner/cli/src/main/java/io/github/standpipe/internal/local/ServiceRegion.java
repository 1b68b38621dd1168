package io.github.standpipe.internal.local;

import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.ServiceMetadata;

/** The region in which a service answers: IAM is in one place for all of its partition. */
public final class ServiceRegion {
  private ServiceRegion() {}

  /** {@return the region of a service, by the first part of its host} */
  public static Region of(Region region, String prefix) {
    return prefix.equals("iam") ? Region.of(partition(region) + "-global") : region;
  }

  /** The region in the signature of a request. */
  static String signing(Region region, String prefix) {
    return ServiceMetadata.of(prefix).signingRegion(of(region, prefix)).id();
  }

  /** {@return the partition in ARNs; {@code aws} for a region that is not known} */
  public static String partition(Region region) {
    return region.metadata() == null ? "aws" : region.metadata().partition().id();
  }
}
