package io.github.standpipe.internal.signed;

import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;

/** Makes a single signed call to an AWS service in its JSON protocol, version 1.0. */
public final class AwsJson {
  private static final Set<String> OF_THE_CLOCK =
      Set.of(
          "InvalidSignatureException",
          "RequestExpired",
          "RequestInTheFuture",
          "RequestTimeTooSkewed",
          "SignatureDoesNotMatch");
  private static final long TOLERATED_MILLIS = 4 * 60_000;

  private final Api api;
  private final URI endpoint;
  private final CredentialSource credentials;
  private final Transport transport;
  private final InstantSource clock;
  private volatile long aheadMillis;

  /**
   * The service that is called.
   *
   * @param name the name in the signature, such as {@code dynamodb}
   * @param target the prefix of the action's name, such as {@code DynamoDB_20120810}
   * @param region the region in the signature
   */
  public record Api(String name, String target, String region) {}

  private AwsJson(Api api, URI endpoint, CredentialSource credentials, Transport transport) {
    this(api, endpoint, credentials, transport, InstantSource.system());
  }

  private AwsJson(
      Api api,
      URI endpoint,
      CredentialSource credentials,
      Transport transport,
      InstantSource clock) {
    this.clock = clock;
    this.api = api;
    this.endpoint = endpoint.getRawPath().isEmpty() ? endpoint.resolve("/") : endpoint;
    this.credentials = credentials;
    this.transport = transport;
  }

  /** A client whose requests may arrive twice, for example after a retry. */
  public static AwsJson reading(
      Api api, URI endpoint, CredentialSource credentials, Duration timeout) {
    return new AwsJson(api, endpoint, credentials, new HttpConnection(timeout, timeout, false));
  }

  /** A client that never retries a request by itself. */
  public static AwsJson writing(Api api, URI endpoint, CredentialSource credentials) {
    HttpConnection http = HttpConnection.oneAnswer(Duration.ofSeconds(2), Duration.ofSeconds(5));
    return new AwsJson(api, endpoint, credentials, http);
  }

  /**
   * The same, but every call gets the same answer without a server; it loads what a call needs,
   * except for keys and connections.
   */
  public AwsJson answering(byte[] body) {
    CredentialSource made = () -> new Credentials("id", "secret", "token");
    return new AwsJson(
        api,
        endpoint,
        made,
        (uri, headers, request) -> {
          uri.toURL().openConnection(); // opens nothing before it is used
          return new Reply(200, body, 0);
        });
  }

  /** The same with another clock. */
  AwsJson by(InstantSource other) {
    return new AwsJson(api, endpoint, credentials, transport, other);
  }

  /**
   * Makes one call.
   *
   * @param action as in {@code BatchGetItem}
   * @throws CredentialsException if no credentials are found
   * @throws IOException if the service does not answer
   */
  public Reply call(String action, byte[] body) throws IOException {
    Reply reply = post(action, body);
    return reply.status() >= 400 && isOfTheClock(reply) ? post(action, body) : reply;
  }

  private Reply post(String action, byte[] body) throws IOException {
    Map<String, String> headers =
        Map.of(
            "Content-Type",
            "application/x-amz-json-1.0",
            "X-Amz-Target",
            api.target() + "." + action);
    Instant time = clock.instant().plusMillis(aheadMillis);
    Signature signature = new Signature(credentials.get(), api.region(), api.name(), time);
    return transport.post(endpoint, signature.sign("POST", endpoint, headers, body), body);
  }

  /** Signatures by a wrong clock are refused; the server's clock is then used. */
  private boolean isOfTheClock(Reply reply) {
    if (reply.date() == 0 || !reply.refusal().code().map(OF_THE_CLOCK::contains).orElse(false)) {
      return false;
    }
    long ahead = reply.date() - clock.millis();
    boolean isOff = Math.abs(ahead - aheadMillis) > TOLERATED_MILLIS;
    aheadMillis = isOff ? ahead : aheadMillis;
    return isOff;
  }
}
