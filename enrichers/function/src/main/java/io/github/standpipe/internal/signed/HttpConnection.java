package io.github.standpipe.internal.signed;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.ProtocolException;
import java.net.Proxy;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * HTTP with the platform's lightest client, which hardly slows down a cold start. It keeps
 * connections for a few seconds by the clock, so that none outlives a pause of the function.
 *
 * @param connect the timeout for connecting
 * @param read the read timeout
 * @param once whether a request is not repeated over a new connection if one broke
 */
record HttpConnection(Duration connect, Duration read, boolean once) implements Transport {

  /** For requests that must not arrive twice unless the caller repeats them. */
  static HttpConnection oneAnswer(Duration connect, Duration read) {
    return new HttpConnection(connect, read, true);
  }

  Reply get(URI uri, Map<String, String> headers) throws IOException {
    return exchange(open(uri, Proxy.NO_PROXY), headers, null);
  }

  @Override
  public Reply post(URI uri, Map<String, String> headers, byte[] body) throws IOException {
    return exchange(open(uri, null), headers, body);
  }

  private HttpURLConnection open(URI uri, @Nullable Proxy proxy) throws IOException {
    var opened = proxy == null ? uri.toURL().openConnection() : uri.toURL().openConnection(proxy);
    HttpURLConnection connection = (HttpURLConnection) opened;
    connection.setConnectTimeout(Math.toIntExact(connect.toMillis()));
    connection.setReadTimeout(Math.toIntExact(read.toMillis()));
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    return connection;
  }

  private Reply exchange(
      HttpURLConnection connection, Map<String, String> headers, byte @Nullable [] body)
      throws IOException {
    headers.forEach(connection::setRequestProperty);
    if (body != null) {
      send(connection, body);
    }
    int status = connection.getResponseCode();
    if (status < 0) {
      throw new ProtocolException("no HTTP");
    }
    try (InputStream answer =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      byte[] read = answer == null ? new byte[0] : answer.readAllBytes();
      return new Reply(status, read, status < 400 ? 0 : connection.getDate());
    }
  }

  private void send(HttpURLConnection connection, byte[] body) throws IOException {
    connection.setRequestMethod("POST");
    connection.setDoOutput(true);
    if (once) {
      connection.setFixedLengthStreamingMode(body.length);
    }
    connection.getOutputStream().write(body);
  }
}
