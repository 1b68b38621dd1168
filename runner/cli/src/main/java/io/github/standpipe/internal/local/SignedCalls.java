package io.github.standpipe.internal.local;

import io.github.standpipe.internal.local.SignedHttp.Endpoint;
import io.github.standpipe.internal.local.SignedHttp.Incoming;
import io.github.standpipe.internal.local.SignedHttp.Outgoing;
import io.github.standpipe.json.Fault;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.regions.Region;

/** Signed calls of one service at one endpoint, by a client that is closed with them. */
record SignedCalls(URI endpoint, Endpoint service, SignedHttp signed, SdkHttpClient http)
    implements AutoCloseable {

  /**
   * Calls of a service at an endpoint, for the region of an ARN.
   *
   * @param service the name that the signature holds, such as {@code lambda}
   */
  static SignedCalls of(URI endpoint, Servers servers, String service, String arn) {
    SdkHttpClient http = Servers.http();
    Region region = Region.of(servers.regionOf(arn));
    return new SignedCalls(
        endpoint,
        new Endpoint(service, service, "", ""),
        new SignedHttp(http, servers.credentials(), region, any -> endpoint),
        http);
  }

  /**
   * Posts a body.
   *
   * @param path the path below the endpoint, encoded, with a slash at its start
   * @param query the parameters, not encoded
   * @throws Fault if the server does not answer
   */
  Incoming post(String path, Map<String, String> query, Map<String, String> headers, byte[] body) {
    try {
      return signed.send(service, new Outgoing("POST", path, query, headers, body), Duration.ZERO);
    } catch (IOException e) {
      throw new Fault(endpoint.toString(), "does not answer: " + e.getMessage());
    }
  }

  @Override
  public void close() {
    http.close();
  }
}
