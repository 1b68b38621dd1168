package io.github.standpipe.internal.lookup;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Figures;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.enrich.LookupScheme;
import io.github.standpipe.enrich.LookupUri;
import io.github.standpipe.internal.signed.AwsJson;
import io.github.standpipe.json.Json;
import java.net.URI;
import java.util.List;

/**
 * Documents from a DynamoDB table: {@code dynamodb:customers#key=customerId}, a hundred keys per
 * call of BatchGetItem.
 */
public final class DynamoDb implements LookupScheme {
  private static final int KEYS_A_CALL = 100;
  private static final String FOUND = "{\"a\":{\"S\":\"s\"},\"b\":{\"N\":\"1.5\"}}";

  @Override
  public Lookup open(LookupUri uri, Environment environment) {
    Table table = Table.of(uri);
    Limits limits = Limits.of(uri, KEYS_A_CALL);
    Service service = Service.of("dynamodb", environment);
    String region = service.knownRegion();
    URI endpoint = service.endpoint().orElseGet(() -> service.variables().dynamoDb(region));
    AwsJson client =
        AwsJson.reading(
            new AwsJson.Api("dynamodb", "DynamoDB_20120810", region),
            endpoint,
            service.credentials(),
            limits.timeout());
    SnapshotPriming.beforeCheckpoint(() -> prime(client, table));
    return new Calls(new BatchGet(client, table), limits);
  }

  /**
   * Runs a request through everything except the network, which loads the classes that it needs.
   */
  private static void prime(AwsJson client, Table table) throws Exception {
    ObjectNode item = (ObjectNode) Json.parse(FOUND);
    table.exampleKeys().forEach(text -> table.key(text).ifPresent(item::setAll));
    ObjectNode answer = Json.object();
    answer.putObject("Responses").putArray(table.name()).add(item);
    answer.putObject("UnprocessedKeys");
    List<String> keys =
        table.exampleKeys().stream().filter(text -> table.key(text).isPresent()).toList();
    if (!keys.isEmpty()) {
      new BatchGet(client.answering(Json.bytes(answer)), table).ask(keys, new Figures());
    }
  }
}
