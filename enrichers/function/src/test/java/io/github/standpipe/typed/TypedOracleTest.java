package io.github.standpipe.typed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Enricher;
import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.json.Json;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Random changes of the fields of a class, compared with a copy of the event edited by hand. */
class TypedOracleTest {
  enum State {
    OPEN,
    DONE
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Card.class, name = "card"),
    @JsonSubTypes.Type(value = Cash.class, name = "cash")
  })
  sealed interface Payment {}

  record Card(String number) implements Payment {}

  record Cash(int till) implements Payment {}

  record Account(
      int id,
      @JsonAlias({"mail", "eMail"}) @Nullable String email,
      @Nullable State state,
      Optional<YearMonth> since,
      @Nullable Payment payment) {
    public int getTotal() {
      return id * 2;
    }

    @JsonProperty("twice")
    public int twice() {
      return id * 2;
    }
  }

  /** One event, what is changed in it, and what should become of it. */
  private record Case(ObjectNode event, Account changed, ObjectNode expected) {}

  private static Case random(Random random) {
    List<Map.Entry<String, JsonNode>> fields = new ArrayList<>();
    ObjectNode edited = Json.object();
    int id = random.nextInt(100);
    fields.add(Map.entry("id", Json.object().put("v", id).path("v")));
    int newId = random.nextBoolean() ? id : id + 1;
    edited.put("id", newId);
    String mail = List.of("email", "mail", "eMail").get(random.nextInt(3));
    boolean hasMail = random.nextBoolean();
    String newMail = random.nextBoolean() ? (hasMail ? "a" : null) : "b" + random.nextInt(9);
    if (hasMail) {
      fields.add(text(mail, "a"));
      edited.put(mail, newMail);
    } else if (newMail != null) {
      edited.put("email", newMail);
    }
    State state = random.nextBoolean() ? null : State.OPEN;
    State newState = random.nextBoolean() ? state : State.DONE;
    if (state != null) {
      fields.add(text("state", "OPEN"));
    }
    if (newState != null) {
      edited.put("state", newState.name());
    }
    boolean since = random.nextBoolean();
    Optional<YearMonth> newSince =
        random.nextBoolean() ? Optional.of(YearMonth.of(2026, 2)) : Optional.empty();
    if (since) {
      fields.add(text("since", "2026-02"));
    }
    if (since || newSince.isPresent()) {
      edited.put("since", newSince.map(YearMonth::toString).orElse(null));
    }
    Payment newPayment = payment(random, fields, edited);
    for (String unknown : List.of("total", "Email", "x", "twice")) {
      if (random.nextInt(3) == 0) {
        fields.add(text(unknown, "?"));
        edited.put(unknown, "?");
      }
    }
    edited.put("twice", newId * 2);
    Collections.shuffle(fields, random);
    ObjectNode event = Json.object();
    fields.forEach(field -> event.set(field.getKey(), field.getValue()));
    return new Case(event, new Account(newId, newMail, newState, newSince, newPayment), edited);
  }

  private static @Nullable Payment payment(
      Random random, List<Map.Entry<String, JsonNode>> fields, ObjectNode edited) {
    int before = random.nextInt(3);
    if (before > 0) {
      ObjectNode received = Json.object().put("secret", before);
      boolean card = before == 1;
      ObjectNode given = card ? received.put("number", "1") : received.put("till", 1);
      if (random.nextBoolean()) {
        given = Json.object().put("kind", card ? "card" : "cash").setAll(given);
      } else {
        given.put("kind", card ? "card" : "cash");
      }
      fields.add(Map.entry("payment", given));
    }
    int after = random.nextInt(3);
    if (after == 0) {
      if (before > 0) {
        edited.putNull("payment");
      }
      return null;
    }
    ObjectNode changed = edited.putObject("payment").put("kind", after == 1 ? "card" : "cash");
    if (before == after) {
      changed.put("secret", before);
    }
    if (after == 1) {
      changed.put("number", "2");
      return new Card("2");
    }
    changed.put("till", 2);
    return new Cash(2);
  }

  private static Map.Entry<String, JsonNode> text(String name, String value) {
    return Map.entry(name, Json.object().put("v", value).path("v"));
  }

  @Test
  void changesWhatTheObjectChangesAndNothingElse() {
    List<Account> changed = new ArrayList<>();
    Enricher enricher =
        TypedEnrichers.each(Account.class, event -> event.emit(changed.removeLast()));
    Random random = new Random(20);
    for (int turn = 0; turn < 3_000; turn++) {
      Case one = random(random);
      changed.add(one.changed());
      Verdict verdict = TypedRuns.verdict(enricher, one.event());
      assertThat(verdict).isInstanceOf(Verdict.Emit.class);
      assertThat(((Verdict.Emit) verdict).events())
          .as(Json.text(one.event()))
          .containsExactly(one.expected());
    }
  }
}
