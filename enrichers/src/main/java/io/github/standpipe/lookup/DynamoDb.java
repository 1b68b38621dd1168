package io.github.standpipe.lookup;

import io.github.standpipe.enrich.Environment;
import io.github.standpipe.enrich.Lookup;
import io.github.standpipe.enrich.LookupScheme;
import io.github.standpipe.enrich.LookupUri;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Documents from a DynamoDB table: {@code dynamodb:customers#key=customerId}, a hundred keys a call
 * of BatchGetItem.
 */
public final class DynamoDb implements LookupScheme {
  private static final int KEYS_A_CALL = 100;

  @Override
  public Lookup open(LookupUri uri, Environment environment) {
    Table table = Table.of(uri);
    Limits limits = Limits.of(uri, KEYS_A_CALL);
    Aws aws = new Aws(environment, "DYNAMODB", limits.timeout());
    DynamoDbClient client = aws.configured(DynamoDbClient.builder(), aws.http()).build();
    Primed.beforeCheckpoint(() -> prime(table, aws));
    return new Calls(new BatchGet(client, table), limits);
  }

  /** Takes a request through a client whose service is in memory, and so loads what one needs. */
  private static void prime(Table table, Aws aws) throws Exception {
    try (DynamoDbClient client =
        aws.configured(DynamoDbClient.builder(), new CannedHttp("{\"Responses\":{\"t\":[]}}"))
            .build()) {
      new BatchGet(client, table).ask(table.exampleKeys());
    }
  }
}
