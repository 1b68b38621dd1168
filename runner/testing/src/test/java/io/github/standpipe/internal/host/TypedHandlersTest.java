package io.github.standpipe.internal.host;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.EventHandlerLoader;
import com.amazonaws.services.lambda.runtime.api.client.HandlerInfo;
import com.amazonaws.services.lambda.runtime.api.client.LambdaRequestHandler;
import com.amazonaws.services.lambda.runtime.api.client.runtimeapi.dto.InvocationRequest;
import io.github.standpipe.json.Fault;
import io.github.standpipe.pipe.Enrichment;
import io.github.standpipe.pipe.Warning;
import io.github.standpipe.template.LambdaFunction;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Typed handlers here and under the runtime interface client of Lambda, on the same bytes. */
@SuppressWarnings("NullAway") // beans that are filled by reflection, and nulls on purpose
class TypedHandlersTest {

  /** A bean of the kinds of values that are bound in more than one way. */
  public static class Order {
    private String orderId;
    private String aName;
    private boolean paid;
    private Integer quantity;
    private BigDecimal price;
    private Date placed;
    private Kind kind;
    private List<String> notes;
    public String open;

    public String getOrderId() {
      return orderId;
    }

    public void setOrderId(String orderId) {
      this.orderId = orderId;
    }

    public String getAName() {
      return aName;
    }

    public void setAName(String name) {
      this.aName = name;
    }

    public boolean isPaid() {
      return paid;
    }

    public void setPaid(boolean paid) {
      this.paid = paid;
    }

    public Integer getQuantity() {
      return quantity;
    }

    public void setQuantity(Integer quantity) {
      this.quantity = quantity;
    }

    public BigDecimal getPrice() {
      return price;
    }

    public void setPrice(BigDecimal price) {
      this.price = price;
    }

    public Date getPlaced() {
      return placed;
    }

    public void setPlaced(Date placed) {
      this.placed = placed;
    }

    public Kind getKind() {
      return kind;
    }

    public void setKind(Kind kind) {
      this.kind = kind;
    }

    public List<String> getNotes() {
      return notes;
    }

    public void setNotes(List<String> notes) {
      this.notes = notes;
    }
  }

  /** Two kinds; a message may name a third. */
  public enum Kind {
    NEW,
    OLD
  }

  /** A record of Java. */
  public record Line(String sku, int quantity, String coupon) {}

  /** Gives back what it takes. */
  public static class Orders implements RequestHandler<List<Order>, List<Order>> {
    @Override
    public List<Order> handleRequest(List<Order> orders, Context context) {
      return orders;
    }
  }

  /** A superclass whose variables a subclass names. */
  public abstract static class Same<T> implements RequestHandler<T, T> {
    @Override
    public T handleRequest(T value, Context context) {
      return value;
    }
  }

  public static class OneOrder extends Same<Order> {}

  public static class Lines extends Same<List<Line>> {}

  public static class Maps extends Same<List<Map<String, Object>>> {}

  public static class Arrays extends Same<Order[]> {}

  public static class Anything extends Same<Object> {}

  public static class Texts extends Same<String> {}

  /** Answers with values that are written in more than one way. */
  public static class Answers implements RequestHandler<Object, List<Map<String, Object>>> {
    @Override
    public List<Map<String, Object>> handleRequest(Object input, Context context) {
      Map<String, Object> answer = new LinkedHashMap<>();
      answer.put("coupon", null);
      answer.put("maybe", Optional.of(1));
      answer.put("none", Optional.empty());
      answer.put("when", Instant.EPOCH);
      answer.put("date", new Date(0));
      answer.put("price", new BigDecimal("1.10"));
      answer.put("id", new UUID(0, 1));
      answer.put("kind", Kind.NEW);
      answer.put("empty", List.of());
      answer.put("line", new Line("a", 1, null));
      answer.put("bytes", new byte[] {1, 2});
      return List.of(answer);
    }
  }

  /** Methods that a handler may name. */
  public static class Methods {
    public List<Order> orders(List<Order> orders) {
      return orders;
    }

    public Order one(Order order, Context context) {
      return order;
    }

    public void nothing(List<Order> orders) {}
  }

  private static final List<String> HANDLERS =
      List.of(
          "Orders",
          "OneOrder",
          "Lines",
          "Maps",
          "Arrays",
          "Anything",
          "Texts",
          "Answers",
          "Methods::orders",
          "Methods::one",
          "Methods::nothing");

  private static String name(String nested) {
    return "io.github.standpipe.internal.host.TypedHandlersTest$" + nested;
  }

  private static Enrichment.Function here(String nested) {
    return LocalFunctions.load(
        new LambdaFunction(
            "Fn",
            "arn:aws:lambda:r:a:function:fn",
            "java21",
            name(nested),
            Map.of(),
            List.of(),
            Optional.empty(),
            "t.yaml:7"),
        Map.of(),
        () -> Instant.EPOCH,
        () -> new UUID(0, 1),
        (envelopes, deadline) -> {});
  }

  private static String hereAnswers(String nested, String request) {
    try {
      byte[] answer = here(nested).invoke(request.getBytes(StandardCharsets.UTF_8));
      return new String(answer, StandardCharsets.UTF_8);
    } catch (Exception e) {
      return "fails";
    }
  }

  private static String lambdaAnswers(String nested, String request) throws Exception {
    LambdaRequestHandler handler =
        EventHandlerLoader.loadEventHandler(
            HandlerInfo.fromString(name(nested), TypedHandlersTest.class.getClassLoader()));
    InvocationRequest invocation = new InvocationRequest();
    invocation.setContent(request.getBytes(StandardCharsets.UTF_8));
    invocation.setId("1");
    invocation.setInvokedFunctionArn("arn:aws:lambda:r:a:function:fn");
    try {
      ByteArrayOutputStream answer = handler.call(invocation);
      return answer.toString(StandardCharsets.UTF_8);
    } catch (Exception | Error e) {
      return "fails";
    }
  }

  private static String value(Random random) {
    return switch (random.nextInt(14)) {
      case 0 -> "null";
      case 1 -> "true";
      case 2 -> "7";
      case 3 -> "1.10";
      case 4 -> "\"text\"";
      case 5 -> "\"NEW\"";
      case 6 -> "\"UNKNOWN\"";
      case 7 -> "\"2026-01-02T03:04:05Z\"";
      case 8 -> "\"\"";
      case 9 -> "[]";
      case 10 -> "[\"one\"]";
      case 11 -> "[1, 2]";
      case 12 -> "{}";
      default -> "123456789012345678901234567890";
    };
  }

  private static String item(Random random) {
    List<String> members = new ArrayList<>();
    for (String key :
        List.of(
            "orderId",
            "aname",
            "AName",
            "aName",
            "paid",
            "quantity",
            "price",
            "placed",
            "kind",
            "notes",
            "open",
            "sku",
            "coupon",
            "other")) {
      if (random.nextInt(4) == 0) {
        members.add("\"" + key + "\":" + value(random));
      }
    }
    return random.nextInt(12) == 0 ? value(random) : "{" + String.join(",", members) + "}";
  }

  private static String request(Random random) {
    List<String> items = new ArrayList<>();
    for (int count = random.nextInt(4); count > 0; count--) {
      items.add(item(random));
    }
    return "[" + String.join(",", items) + "]";
  }

  @Test
  void answersAsTheRuntimeInterfaceClientDoes() throws Exception {
    Random random = new Random(12);
    int answered = 0;
    for (int run = 0; run < 4_000; run++) {
      String handler = HANDLERS.get(run % HANDLERS.size());
      String request = request(random);
      String there = lambdaAnswers(handler, request);
      assertThat(hereAnswers(handler, request)).as(handler + " " + request).isEqualTo(there);
      answered += there.equals("fails") ? 0 : 1;
    }
    assertThat(answered).isBetween(500, 3_900);
  }

  @Test
  void leavesOutWhatIsNullAsLambdaDoes() {
    assertThat(hereAnswers("Orders", "[{\"orderId\":\"O-1\",\"kind\":\"UNKNOWN\"}]"))
        .isEqualTo("[{\"orderId\":\"O-1\",\"paid\":false}]");
  }

  @Test
  void namesThePlaceThatDoesNotBindAndQuotesNothing() {
    assertThatThrownBy(() ->
            here("Orders")
                .invoke("[{},{\"quantity\":\"SECRET\"}]".getBytes(StandardCharsets.UTF_8)))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("the call does not bind to java.util.List<")
        .hasMessageContaining("[1]->")
        .hasMessageContaining("[\"quantity\"]")
        .hasMessageNotContaining("SECRET");
  }

  @ParameterizedTest
  @CsvSource({
    "OneOrder, 1, 1",
    "Texts, 1, 1",
    "Methods::one, 1, 1",
    "OneOrder, 2, 0",
    "Orders, 1, 0",
    "Arrays, 1, 0",
    "Anything, 1, 0",
    "Maps, 1, 0"
  })
  void warnsOfAnArrayOfOneThatIsUnwrapped(String handler, int items, int warnings) {
    List<Warning> warned = new ArrayList<>();
    here(handler).warn(items, warned::add);
    assertThat(warned).hasSize(warnings);
    assertThat(warned).allMatch(warning -> warning.rule().equals("enrichment-unwrapped"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"OneOrder", "Methods::one"})
  void unwrapsAnArrayOfOneAndFailsForTwo(String handler) {
    assertThat(hereAnswers(handler, "[{\"orderId\":\"O-1\"}]"))
        .isEqualTo("{\"orderId\":\"O-1\",\"paid\":false}");
    assertThat(hereAnswers(handler, "[{},{}]")).isEqualTo("fails");
  }
}
