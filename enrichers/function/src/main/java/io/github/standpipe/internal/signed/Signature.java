package io.github.standpipe.internal.signed;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AWS Signature Version 4 of a request without a query.
 *
 * @param region as in {@code eu-west-1}
 * @param service as in {@code sqs}
 * @param time the time of the request; AWS accepts it for five minutes
 */
record Signature(Credentials credentials, String region, String service, Instant time) {
  private static final String ALGORITHM = "AWS4-HMAC-SHA256";
  private static final int STAMP_LENGTH = "2015-08-30T12:36:00".length();

  /** The given headers, and those that sign them. */
  Map<String, String> sign(String method, URI uri, Map<String, String> headers, byte[] body) {
    Map<String, String> sent = new TreeMap<>(headers);
    sent.put("X-Amz-Date", stamp());
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
    StringBuilder lines = new StringBuilder();
    headers.forEach((name, value) -> lines.append(name).append(':').append(value).append('\n'));
    String request = String.join("\n", method, path, "", lines, names, sha256(body));
    String scope = String.join("/", day(), region, service, "aws4_request");
    String toSign = String.join("\n", ALGORITHM, stamp(), scope, sha256(bytes(request)));
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
    return stamp().substring(0, 8);
  }

  /** Such as {@code 20150830T123600Z}; creating a formatter would slow down a start. */
  private String stamp() {
    int nanos = 1; // with a fraction, which is cut off, full minutes are written like the others
    String text =
        LocalDateTime.ofEpochSecond(time.getEpochSecond(), nanos, ZoneOffset.UTC).toString();
    return text.substring(0, STAMP_LENGTH).replace("-", "").replace(":", "") + "Z";
  }

  /** As in HTTP's header: without the default port of the scheme. */
  private static String host(URI uri) {
    int standard = uri.getScheme().equals("http") ? 80 : 443;
    boolean hasPort = uri.getPort() >= 0 && uri.getPort() != standard;
    return hasPort ? uri.getHost() + ":" + uri.getPort() : uri.getHost();
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
