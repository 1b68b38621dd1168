package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.enrich.LookupUri;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Resolves the object that a key names.
 *
 * @param buckets the buckets that a message may name: the role may be able to read others
 * @param template the object's key; empty if the message names the bucket too
 */
record Claims(Set<String> buckets, Optional<UriTemplate> template) {
  private static final String NAMED = "{bucket}/{key}";
  private static final String BUCKET = "[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]";
  private static final String SCHEME = "s3://";

  /** Objects of one bucket, by their keys. */
  static Claims in(String bucket) {
    return new Claims(Set.of(bucket), Optional.of(new UriTemplate("{key}")));
  }

  /** By the address, and by the option {@code buckets} if the message names the bucket. */
  static Claims of(LookupUri uri) {
    Set<String> buckets = new TreeSet<>(List.of(uri.one("buckets").orElse("").split(",")));
    if (uri.address().equals(NAMED)) {
      if (!buckets.stream().allMatch(bucket -> bucket.matches(BUCKET))) {
        throw uri.fault(
            "lets messages name the bucket; list the buckets that they may name: buckets=ONE,TWO");
      }
      return new Claims(buckets, Optional.empty());
    }
    String[] parts = uri.address().split("/", 2);
    UriTemplate template = new UriTemplate(parts.length == 1 ? "{key}" : parts[1]);
    if (!parts[0].matches(BUCKET) || template.isFixed()) {
      throw uri.fault(
          "does not name an object; write s3:BUCKET/{key}, with a prefix and an ending as you like,"
              + " or s3:{bucket}/{key}#buckets=ONE,TWO");
    }
    return new Claims(Set.of(parts[0]), Optional.of(template));
  }

  /** Empty for a key that does not name an object. */
  Optional<Claim> of(String key) {
    return Claim.pointer(key).or(() -> written(key)).filter(Claim::canBe);
  }

  private Optional<Claim> written(String key) {
    return template.isEmpty()
        ? parse(key)
        : template
            .get()
            .of(key, part -> part)
            .map(path -> new Claim(buckets.iterator().next(), path));
  }

  /** The number of parts of each key. */
  int parts() {
    return template.map(UriTemplate::parts).orElse(2);
  }

  /** Whether a key has another number of parts; the pointer of a client has none. */
  boolean isMisfit(String key) {
    return parts() > 1
        && Claim.pointer(key).isEmpty()
        && !(template.isEmpty() && key.startsWith(SCHEME))
        && UriTemplate.parts(key).size() != parts();
  }

  /** An array of bucket and key, or {@code s3://bucket/key}. */
  private static Optional<Claim> parse(String key) {
    List<String> parts =
        key.startsWith(SCHEME)
            ? List.of(key.substring(SCHEME.length()).split("/", 2))
            : UriTemplate.parts(key);
    return parts.size() == 2
        ? Optional.of(new Claim(parts.get(0), parts.get(1)))
        : Optional.empty();
  }

  boolean allows(Claim claim) {
    return buckets.contains(claim.bucket());
  }

  JsonNode refusal() {
    return Lookup.unusable("a message names a bucket other than " + String.join(", ", buckets));
  }
}
