package io.github.standpipe.internal.lookup;

import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.enrich.LookupScheme;
import io.github.standpipe.enrich.LookupUri;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

/**
 * Documents from an HTTP service: {@code https://host/customers/{key}}, one GET per key, or {@code
 * https://host/products?ids={keys}}, one GET for many. The answer is JSON; 404 means that there is
 * no document.
 */
public final class Http implements LookupScheme {
  private static final int MEGABYTE = 1024 * 1024;

  @Override
  public Lookup open(LookupUri uri, Environment environment) {
    Headers headers = Headers.of(uri, environment);
    int most = uri.size("max", MEGABYTE);
    int batch = uri.number("batch", 50, 1000);
    String by = uri.one("by").orElse("");
    UriTemplate template = template(uri);
    boolean batched = template.text().contains("{keys}");
    Limits limits = Limits.of(uri, batched ? batch : 1);
    SnapshotPriming.beforeCheckpoint(() -> headers.get(URI.create("http://localhost")));
    HttpGet get = new HttpGet(client(uri, limits.timeout()), headers, most);
    return new Calls(batched ? new GetMany(get, template, by) : new GetOne(get, template), limits);
  }

  /** Redirects are not followed, because the headers would go to a host that was not configured. */
  private static HttpClient client(LookupUri uri, Duration timeout) {
    // over plain HTTP the first request would ask for an upgrade, which some servers handle badly
    HttpClient.Version version =
        uri.scheme().equals("http") ? HttpClient.Version.HTTP_1_1 : HttpClient.Version.HTTP_2;
    return HttpClient.newBuilder()
        .version(version)
        .connectTimeout(timeout)
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  private static UriTemplate template(LookupUri uri) {
    UriTemplate template = new UriTemplate(uri.scheme() + ":" + uri.address());
    boolean batched = template.text().contains("{keys}");
    if (template.isFixed() != batched) {
      throw uri.fault(
          "names one address for all keys; write {key} where a key belongs, {1} and {2} for the"
              + " parts of one, or {keys} for many");
    }
    refuseUnlessUri(uri, template.text().replaceAll("\\{(keys?|[1-9])}", "k"));
    if (template.text().split("[/?]", 4)[2].contains("{")) {
      throw uri.fault(
          "has a key in the host name; keys are allowed in the path and the query only");
    }
    return template;
  }

  private static void refuseUnlessUri(LookupUri uri, String example) {
    try {
      URI parsed = URI.create(example);
      if (parsed.getHost() != null && parsed.getRawUserInfo() == null) {
        return;
      }
    } catch (IllegalArgumentException e) {
      // reported below
    }
    throw uri.fault(
        "is not the address of a service; write https://HOST/PATH, and a password as"
            + " header=Authorization:VARIABLE");
  }

  /** Encodes a key for an address. */
  static final UnaryOperator<String> ENCODED = UriTemplate::encoded;
}
