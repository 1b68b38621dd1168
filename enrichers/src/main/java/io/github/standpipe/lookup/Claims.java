package io.github.standpipe.lookup;

import io.github.standpipe.enrich.Fault;
import io.github.standpipe.enrich.LookupUri;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Which object a key names; nothing for a key that names none. */
@FunctionalInterface
interface Claims {
  String ANY_BUCKET = "{bucket}/{key}";
  String BUCKET_NAME = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";

  Optional<Claim> of(String key);

  /** By the address, and the option {@code buckets} where the message names the bucket. */
  static Claims of(LookupUri uri) {
    Set<String> buckets = Set.copyOf(List.of(uri.one("buckets").orElse("").split(",")));
    if (uri.address().equals(ANY_BUCKET)) {
      if (!buckets.stream().allMatch(bucket -> bucket.matches(BUCKET_NAME))) {
        throw uri.fault(
            "lets a message name the bucket; write those that it may name: buckets=ONE,TWO");
      }
      return key -> named(key).map(claim -> allowed(claim, buckets));
    }
    String[] parts = uri.address().split("/", 2);
    UriTemplate template = new UriTemplate(parts.length == 1 ? "{key}" : parts[1]);
    if (!parts[0].matches(BUCKET_NAME) || template.isFixed()) {
      throw uri.fault(
          "names no object; write s3:BUCKET/{key}, with a prefix and an ending as you like, or"
              + " s3:{bucket}/{key}#buckets=ONE,TWO");
    }
    return key -> inBucket(parts[0], template, key);
  }

  private static Optional<Claim> inBucket(String bucket, UriTemplate template, String key) {
    Optional<Claim> pointer = Claim.pointer(key);
    return pointer.isPresent()
        ? pointer.map(claim -> allowed(claim, Set.of(bucket)))
        : template.of(key, part -> part).map(path -> new Claim(bucket, path));
  }

  /** A pointer, an array of bucket and key, or {@code s3://bucket/key}. */
  private static Optional<Claim> named(String key) {
    Optional<Claim> pointer = Claim.pointer(key);
    if (pointer.isPresent()) {
      return pointer;
    }
    List<String> parts =
        key.startsWith("s3://")
            ? List.of(key.substring("s3://".length()).split("/", 2))
            : UriTemplate.parts(key);
    return parts.size() == 2 && !parts.get(1).isEmpty()
        ? Optional.of(new Claim(parts.get(0), parts.get(1)))
        : Optional.empty();
  }

  /** The role may read more than a message shall. */
  private static Claim allowed(Claim claim, Set<String> buckets) {
    if (buckets.contains(claim.bucket())) {
      return claim;
    }
    throw new Fault(
        "a message names a bucket other than "
            + String.join(", ", buckets.stream().sorted().toList()));
  }
}
