package io.github.standpipe.internal.lookup;

import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.LookupUri;
import java.net.URI;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.Map;

/** The headers of each request; their values come from variables and are never printed. */
record Headers(Map<String, String> values) {

  /** Those of the options {@code header=NAME:VARIABLE}. */
  static Headers of(LookupUri uri, Environment environment) {
    Map<String, String> values = new LinkedHashMap<>();
    values.put("Accept", "application/json");
    for (String option : uri.all("header")) {
      String[] parts = option.split(":", 2);
      if (parts.length != 2 || !parts[1].matches("\\w+")) {
        throw uri.bad("header", option.split(":", 2)[0], "write header=NAME:VARIABLE");
      }
      values.put(parts[0], value(uri, parts[1], environment));
    }
    Headers headers = new Headers(values);
    values.keySet().forEach(name -> headers.refuseUnlessValid(uri, name));
    return headers;
  }

  private static String value(LookupUri uri, String variable, Environment environment) {
    String value = environment.variables().getOrDefault(variable, "");
    if (value.isBlank()) {
      throw uri.fault("takes a header from the variable " + variable + ", which is not set");
    }
    return value.strip();
  }

  private void refuseUnlessValid(LookupUri uri, String name) {
    try {
      HttpRequest.newBuilder(URI.create("http://localhost"))
          .header(name, values.getOrDefault(name, ""));
    } catch (IllegalArgumentException e) {
      throw uri.fault("sends the header '" + name + "', whose name or value HTTP does not allow");
    }
  }

  HttpRequest get(URI address) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address);
    values.forEach(request::header);
    return request.build();
  }

  @Override
  public String toString() {
    return "Headers" + values.keySet();
  }
}
