package io.github.standpipe.internal.local;

import io.github.standpipe.json.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.regions.Region;

/** Makes single signed calls to the services whose clients this project does not include. */
public final class SignedHttp {
  private static final AwsV4HttpSigner SIGNER = AwsV4HttpSigner.create();

  private final SdkHttpClient http;
  private final AwsCredentialsProvider credentials;
  private final Region region;
  private final Function<Endpoint, URI> endpoints;

  /**
   * Creates calls by a client.
   *
   * @param region of the caller
   * @param endpoints the server of each service
   */
  public SignedHttp(
      SdkHttpClient http,
      AwsCredentialsProvider credentials,
      Region region,
      Function<Endpoint, URI> endpoints) {
    this.http = http;
    this.credentials = credentials;
    this.region = region;
    this.endpoints = endpoints;
  }

  /**
   * The server of a service.
   *
   * @param prefix the first part of its host, such as {@code states}
   * @param signing its name in signatures
   * @param variable the end of its variable, {@code AWS_ENDPOINT_URL_...}, such as {@code SFN}
   * @param property the end of its system property, {@code aws.endpointUrl...}, such as {@code Sfn}
   */
  public record Endpoint(String prefix, String signing, String variable, String property) {}

  /**
   * A request.
   *
   * @param path below the server's address, encoded
   * @param query the parameters, not encoded
   * @param body empty for none
   */
  public record Outgoing(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      byte[] body) {}

  /**
   * An answer.
   *
   * @param headers by name in any case; of several values the first
   */
  public record Incoming(int status, Map<String, String> headers, byte[] body) {}

  /**
   * Sends one request.
   *
   * @param ahead how far the server's clock is ahead of this machine's
   * @throws IOException if the server cannot be reached or does not answer
   * @throws Fault if the credentials can no longer be read
   */
  public Incoming send(Endpoint endpoint, Outgoing request, Duration ahead) throws IOException {
    SdkHttpRequest plain = plain(endpoint, request);
    SignedRequest signed =
        SIGNER.sign(r -> {
          r.identity(identity()).request(plain);
          r.putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, endpoint.signing());
          r.putProperty(
              AwsV4HttpSigner.REGION_NAME, ServiceRegion.signing(region, endpoint.prefix()));
          r.putProperty(AwsV4HttpSigner.DOUBLE_URL_ENCODE, !endpoint.signing().equals("s3"));
          r.putProperty(HttpSigner.SIGNING_CLOCK, Clock.offset(Clock.systemUTC(), ahead));
          if (request.body().length > 0) {
            r.payload(() -> new ByteArrayInputStream(request.body()));
          }
        });
    HttpExecuteRequest.Builder execution = HttpExecuteRequest.builder().request(signed.request());
    signed.payload().ifPresent(execution::contentStreamProvider);
    HttpExecuteResponse answer = http.prepareRequest(execution.build()).call();
    Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    answer.httpResponse().forEachHeader((name, values) -> headers.put(name, first(values)));
    return new Incoming(answer.httpResponse().statusCode(), headers, body(answer));
  }

  private static String first(List<String> values) {
    return values.isEmpty() ? "" : values.getFirst();
  }

  private static byte[] body(HttpExecuteResponse answer) throws IOException {
    Optional<? extends InputStream> body = answer.responseBody();
    if (body.isEmpty()) {
      return new byte[0];
    }
    try (InputStream stream = body.get()) {
      return stream.readAllBytes();
    }
  }

  private software.amazon.awssdk.auth.credentials.AwsCredentials identity() {
    try {
      return credentials.resolveCredentials();
    } catch (SdkException e) {
      throw new Fault("the AWS credentials can no longer be read; log in again");
    }
  }

  private SdkHttpRequest plain(Endpoint endpoint, Outgoing request) {
    URI server = endpoints.apply(endpoint);
    String base = server.getRawPath() == null ? "" : server.getRawPath().replaceFirst("/$", "");
    SdkHttpRequest.Builder plain =
        SdkHttpRequest.builder()
            .method(SdkHttpMethod.fromValue(request.method()))
            .uri(server)
            .encodedPath(base + request.path());
    request.query().forEach(plain::putRawQueryParameter);
    request.headers().forEach(plain::putHeader);
    if (request.body().length > 0) {
      plain.putHeader("Content-Length", String.valueOf(request.body().length));
    }
    return plain.build();
  }

  /** Services without regions have one region in signatures. */
}
