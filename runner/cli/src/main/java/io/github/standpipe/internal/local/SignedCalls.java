package io.github.standpipe.internal.local;

import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.ContentStreamProvider;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/**
 * Signed calls of a service for which there is no client here.
 *
 * @param service the name that the signature holds, such as {@code lambda}
 */
record SignedCalls(URI endpoint, Servers servers, String service, String region, SdkHttpClient http)
    implements AutoCloseable {

  /** Calls of a service at an endpoint, for the region of an ARN. */
  static SignedCalls of(URI endpoint, Servers servers, String service, String arn) {
    return new SignedCalls(endpoint, servers, service, servers.regionOf(arn), Servers.http());
  }

  /**
   * An answer.
   *
   * @param failure the value of a header that reports a failure; empty without the header
   */
  record Answer(int status, byte[] body, Optional<String> failure) {}

  /**
   * Posts a body.
   *
   * @param path the path and query below the endpoint, with a slash at its start
   * @param failureHeader a header of the answer to read
   * @throws Fault if the server does not answer
   */
  Answer post(String path, Map<String, String> headers, byte[] body, String failureHeader) {
    String root = endpoint.toString().replaceFirst("/+$", "");
    SdkHttpRequest.Builder request =
        SdkHttpRequest.builder().method(SdkHttpMethod.POST).uri(URI.create(root + path));
    headers.forEach(request::putHeader);
    SignedRequest signed =
        AwsV4HttpSigner.create()
            .sign(sign ->
                sign.identity(servers.credentials().resolveCredentials())
                    .request(request.build())
                    .payload(ContentStreamProvider.fromByteArray(body))
                    .putProperty(AwsV4HttpSigner.SERVICE_SIGNING_NAME, service)
                    .putProperty(AwsV4HttpSigner.REGION_NAME, region));
    HttpExecuteRequest call =
        HttpExecuteRequest.builder()
            .request(signed.request())
            .contentStreamProvider(signed.payload().orElseThrow())
            .build();
    try {
      HttpExecuteResponse answer = http.prepareRequest(call).call();
      return new Answer(
          answer.httpResponse().statusCode(),
          read(answer),
          answer.httpResponse().firstMatchingHeader(failureHeader));
    } catch (IOException e) {
      throw new Fault(endpoint.toString(), "does not answer: " + e.getMessage());
    }
  }

  private static byte[] read(HttpExecuteResponse answer) throws IOException {
    if (answer.responseBody().isEmpty()) {
      return new byte[0];
    }
    try (InputStream body = answer.responseBody().get()) {
      return body.readAllBytes();
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
