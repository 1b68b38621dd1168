package io.github.standpipe.internal.signed;

/** A part of AWS with its own domains, recognised by the prefix of its regions. */
enum Partition {
  CHINA("cn-", "amazonaws.com.cn", "api.amazonwebservices.com.cn"),
  US_GOV("us-gov-", "amazonaws.com", "api.aws"),
  ISO("us-iso-", "c2s.ic.gov", "api.aws.ic.gov"),
  ISO_B("us-isob-", "sc2s.sgov.gov", "api.aws.scloud"),
  ISO_F("us-isof-", "csp.hci.ic.gov", "api.aws.hci.ic.gov"),
  ISO_E("eu-isoe-", "cloud.adc-e.uk", "api.cloud-aws.adc-e.uk"),
  EU_SOVEREIGN("eusc-", "amazonaws.eu", "api.amazonwebservices.eu"),
  COMMERCIAL("", "amazonaws.com", "api.aws");

  private final String prefix;
  private final String suffix;
  private final String dualSuffix;

  Partition(String prefix, String suffix, String dualSuffix) {
    this.prefix = prefix;
    this.suffix = suffix;
    this.dualSuffix = dualSuffix;
  }

  static Partition of(String region) {
    for (Partition partition : values()) {
      if (region.startsWith(partition.prefix)) {
        return partition;
      }
    }
    return COMMERCIAL;
  }

  String suffix() {
    return suffix;
  }

  /** The domain of servers that also have an IPv6 address. */
  String dualSuffix() {
    return dualSuffix;
  }
}
