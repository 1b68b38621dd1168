package io.github.standpipe.sqs;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.Proxy;
import java.net.URI;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One HTTP exchange by the platform's lightest client, which a cold start hardly feels. */
final class Http {
  private static final int CONNECT_MILLIS = 2_000;
  private static final int READ_MILLIS = 5_000;

  /** What a server answered. */
  record Answer(int status, byte[] body) {}

  private Http() {}

  static Answer get(URI uri, Map<String, String> headers) throws IOException {
    return exchange(open(uri, Proxy.NO_PROXY), headers, null);
  }

  static Answer post(URI uri, Map<String, String> headers, byte[] body) throws IOException {
    return exchange(open(uri, null), headers, body);
  }

  private static HttpURLConnection open(URI uri, @Nullable Proxy proxy) throws IOException {
    var opened = proxy == null ? uri.toURL().openConnection() : uri.toURL().openConnection(proxy);
    HttpURLConnection connection = (HttpURLConnection) opened;
    connection.setConnectTimeout(CONNECT_MILLIS);
    connection.setReadTimeout(READ_MILLIS);
    connection.setInstanceFollowRedirects(false);
    return connection;
  }

  private static Answer exchange(
      HttpURLConnection connection, Map<String, String> headers, byte @Nullable [] body)
      throws IOException {
    headers.forEach(connection::setRequestProperty);
    if (body != null) {
      connection.setRequestMethod("POST");
      connection.setDoOutput(true);
      connection.setFixedLengthStreamingMode(body.length);
      connection.getOutputStream().write(body);
    }
    int status = connection.getResponseCode();
    try (InputStream answer =
        status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
      return new Answer(status, answer == null ? new byte[0] : answer.readAllBytes());
    }
  }
}
