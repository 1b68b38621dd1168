package io.github.standpipe.enrich;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.standpipe.json.Fault;
import io.github.standpipe.json.Json;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Creates a look-up from the value of a variable.
 *
 * <p>The class of a scheme is named here and loaded when a variable needs it: a function without
 * services loads no client, and its zip need not contain one.
 */
record Schemes(Environment environment) {
  private static final String FILE = "file:";
  private static final String PACKAGE = "io.github.standpipe.internal.lookup.";
  private static final Map<String, String> CLASSES =
      Map.of("dynamodb", "DynamoDb", "http", "Http", "https", "Http", "s3", "S3");
  private static final Map<String, String> ZIPS = Map.of("s3", "standpipe-enrichers-aws.zip");

  /** Reads the value at once; the result opens the look-up later. */
  Supplier<Lookup> read(String variable, String value) {
    if (value.startsWith(FILE) && value.length() > FILE.length()) {
      Path file =
          LayerFiles.of(environment)
              .find("environment variable " + variable, value.substring(FILE.length()));
      return () -> in(file);
    }
    Optional<LookupUri> uri = LookupUri.parse(variable, value).filter(Schemes::isKnown);
    if (uri.isEmpty()) {
      throw new Fault(
          "environment variable " + variable,
          "is '"
              + value.split("[?#@]", 2)[0]
              + "'; write file:PATH, dynamodb:TABLE#key=ATTRIBUTE, https://HOST/{key} or"
              + " s3:BUCKET/{key}");
    }
    return () -> open(uri.get());
  }

  static boolean isKnown(LookupUri uri) {
    return CLASSES.containsKey(uri.scheme());
  }

  /** A look-up answered by a JSON file: one object, whose keys are the keys. */
  static Lookup in(Path file) {
    JsonNode documents = Json.read(file);
    if (!documents.isObject()) {
      throw new Fault(file.toString(), "must be a JSON object of documents by key");
    }
    return new LookupFile(documents);
  }

  /** Opens the look-up of a service. */
  Lookup open(LookupUri uri) {
    Lookup cache = LookupCache.of(opened(uri), uri);
    Lookup lookup = new LookupMemory(cache, LookupCache.keys(uri));
    uri.refuseOthers();
    return lookup;
  }

  private Lookup opened(LookupUri uri) {
    try {
      return scheme(uri).open(uri, environment);
    } catch (ClassNotFoundException | NoClassDefFoundError e) {
      String zip = ZIPS.getOrDefault(uri.scheme(), "standpipe-enrichers.zip");
      throw uri.fault(
          "names "
              + uri.scheme()
              + ":, but this function's code does not contain its client; deploy "
              + zip
              + " as its code");
    }
  }

  private static LookupScheme scheme(LookupUri uri) throws ClassNotFoundException {
    Class<?> type = Class.forName(PACKAGE + CLASSES.get(uri.scheme()));
    try {
      return (LookupScheme) type.getConstructor().newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
