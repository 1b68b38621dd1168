package io.github.standpipe.sqs;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 of a request without a query.
 *
 * @param region as in {@code eu-west-1}
 * @param service as in {@code sqs}
 * @param time of the request; AWS takes it for five minutes
 */
record Signature(Credentials credentials, String region, String service, Instant time) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final DateTimeFormatter STAMP =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

  /** The headers given, and those that sign them. */
  Map<String, String> sign(String method, URI uri, Map<String, String> headers, byte[] body) {
    Map<String, String> sent = new TreeMap<>(headers);
    sent.put("X-Amz-Date", STAMP.format(time));
    if (!credentials.sessionToken().isEmpty()) {
      sent.put("X-Amz-Security-Token", credentials.sessionToken());
    }
    SortedMap<String, String> signed = new TreeMap<>();
    sent.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value.strip()));
    signed.put("host", host(uri));
    sent.put("Authorization", authorization(method, uri, signed, body));
    return sent;
  }

  private String authorization(
      String method, URI uri, SortedMap<String, String> headers, byte[] body) {
    String names = String.join(";", headers.keySet());
    String path = uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
    String lines =
        headers.entrySet().stream()
            .map(h -> h.getKey() + ":" + h.getValue() + "\n")
            .collect(Collectors.joining());
    String request = String.join("\n", method, path, "", lines, names, sha256(body));
    String scope = String.join("/", day(), region, service, "aws4_request");
    String toSign = String.join("\n", ALGORITHM, STAMP.format(time), scope, sha256(bytes(request)));
    return ALGORITHM
        + (" Credential=" + credentials.accessKeyId() + "/" + scope)
        + (", SignedHeaders=" + names)
        + (", Signature=" + hex(hmac(key(), toSign)));
  }

  private byte[] key() {
    byte[] secret = bytes("AWS4" + credentials.secretAccessKey());
    return hmac(hmac(hmac(hmac(secret, day()), region), service), "aws4_request");
  }

  private String day() {
    return STAMP.format(time).substring(0, 8);
  }

  private static String host(URI uri) {
    return uri.getPort() < 0 ? uri.getHost() : uri.getHost() + ":" + uri.getPort();
  }

  private static byte[] hmac(byte[] key, String text) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(bytes(text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return hex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
