package io.github.standpipe.typed;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonGetter;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.Month;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.Year;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which fields of an event are the class's, and under which names. */
class TypedFieldsTest {
  private static <T> String changed(Class<T> type, String event, UnaryOperator<T> change) {
    return TypedRuns.enriched(
        TypedEnrichers.each(type, e -> e.emit(change.apply(e.value()))), TypedRuns.json(event));
  }

  private static String quoted(String event) {
    return event.replace('\'', '"');
  }

  record Customer(int id, @JsonAlias({"mail", "e-mail"}) @Nullable String email) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'id':1,'email':'a','x':1}|{'id':1,'email':'b','x':1}",
        "{'mail':'a','id':1,'x':1}|{'mail':'b','id':1,'x':1}",
        "{'x':1,'id':1,'e-mail':'a'}|{'x':1,'id':1,'e-mail':'b'}",
        "{'id':1}|{'id':1,'email':'b'}",
        "{'mail':'a','email':'c','id':1}|{'email':'b','id':1}",
        "{'email':'a','mail':'c','id':1}|{'mail':'b','id':1}",
      })
  void keepsTheNameUnderWhichAFieldCame(String event, String expected) {
    assertThat(changed(Customer.class, quoted(event), c -> new Customer(c.id(), "b")))
        .isEqualTo(quoted(expected));
    assertThat(changed(Customer.class, quoted(event), c -> c)).isEqualTo(quoted(event));
  }

  static final class Split {
    private int number;

    @JsonGetter("written")
    public int number() {
      return number;
    }

    @JsonSetter("received")
    void number(int given) {
      number = given;
    }
  }

  @JsonFormat(with = JsonFormat.Feature.ACCEPT_CASE_INSENSITIVE_PROPERTIES)
  record AnyCase(int orderId) {}

  @Test
  void keepsTheNameAlsoIfTheClassReadsAndWritesDifferentOnes() {
    assertThat(
            changed(
                AnyCase.class, quoted("{'ORDERID':1,'a':2}"), o -> new AnyCase(o.orderId() + 1)))
        .isEqualTo(quoted("{'ORDERID':2,'a':2}"));
    assertThat(
            changed(
                Split.class,
                quoted("{'received':1,'a':2}"),
                s -> {
                  s.number(7);
                  return s;
                }))
        .isEqualTo(quoted("{'received':7,'a':2}"));
  }

  record Priced(int quantity, int price) {
    public int getTotal() {
      return quantity * price;
    }

    public boolean isDear() {
      return price > 100;
    }

    public List<String> getNames() {
      return List.of("n");
    }

    @JsonProperty("sum")
    public int sum() {
      return quantity * price;
    }
  }

  record Cart(List<Priced> lines) {}

  record Receipt(int id) {
    public int getTotal() {
      return id * 2;
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'quantity':2,'price':3}|{'quantity':2,'price':3,'sum':6}",
        "{'quantity':3,'price':3}|{'quantity':3,'price':3,'sum':9}",
        "{'quantity':3,'sum':1,'price':3}|{'quantity':3,'sum':9,'price':3}",
        "{'quantity':2,'price':3,'total':99,'names':['a'],'dear':true}"
            + "|{'quantity':2,'price':3,'total':99,'names':['a'],'dear':true,'sum':6}",
      })
  void writesAComputedFieldAlwaysIfItIsAnnotatedAndElseNever(String event, String expected) {
    assertThat(changed(Priced.class, quoted(event), p -> p)).isEqualTo(quoted(expected));
    assertThat(
            changed(
                Priced.class,
                quoted(event).replaceFirst("\"quantity\":.", "\"quantity\":1"),
                p -> new Priced(p.quantity() + 8, p.price())))
        .isEqualTo(
            quoted(expected)
                .replaceFirst("\"quantity\":.", "\"quantity\":9")
                .replaceFirst("\"sum\":.", "\"sum\":27"));
  }

  @Test
  void writesTheGettersOfAClassThatNoEventIsBoundTo() {
    assertThat(
            TypedRuns.enriched(
                TypedEnrichers.each(Customer.class, c -> c.emit(new Receipt(c.value().id()))),
                TypedRuns.json(quoted("{'id':3,'x':1}"))))
        .isEqualTo(quoted("{'id':3,'x':1,'total':6}"));
    assertThat(
            changed(
                Cart.class,
                quoted("{'lines':[{'quantity':2,'price':3}]}"),
                c -> new Cart(List.of(new Priced(1, 1)))))
        .isEqualTo(quoted("{'lines':[{'quantity':1,'price':1,'sum':1}]}"));
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = Card.class, name = "card"),
    @JsonSubTypes.Type(value = Cash.class, name = "cash")
  })
  sealed interface Payment {}

  record Card(String number) implements Payment {}

  record Cash(String till, List<Coin> coins) implements Payment {}

  record Coin(@ItemKey int cents, int count) {}

  record Bill(Payment payment, List<Payment> all, Map<String, Payment> byName) {}

  private static final String CARD = "{'number':'1','cvv':'SECRET','kind':'card'}";
  private static final String CASH =
      "{'till':'t','x':1,'coins':[{'cents':5,'count':1,'c':1},{'cents':1,'count':2,'c':2}],'kind':'cash'}";

  @Test
  void keepsNothingOfAnotherSubtype() {
    Cash cash = new Cash("u", List.of());
    String event =
        quoted("{'payment':CARD,'all':[CARD],'byName':{'a':CARD},'y':1}".replace("CARD", CARD));
    assertThat(changed(Bill.class, event, b -> new Bill(cash, List.of(cash), Map.of("a", cash))))
        .startsWith("failed: .all: it is not certain which item became which")
        .doesNotContain("SECRET");
    assertThat(changed(Bill.class, event, b -> new Bill(cash, b.all(), Map.of("a", cash))))
        .isEqualTo(
            quoted(
                ("{'payment':{'kind':'cash','till':'u','coins':[]},'all':[CARD],"
                        + "'byName':{'a':{'kind':'cash','till':'u','coins':[]}},'y':1}")
                    .replace("CARD", CARD)));
    assertThat(
            changed(
                Bill.class,
                event,
                b -> new Bill(new Card("2"), b.all(), Map.of("a", new Card("3")))))
        .isEqualTo(
            event
                .replaceFirst("\"1\"", "\"2\"")
                .replace("\"a\":{\"number\":\"1\"", "\"a\":{\"number\":\"3\""));
  }

  @Test
  void knowsTheItemsOfAListInASubtypeWhoseKindComesLast() {
    String event =
        quoted("{'payment':CASH,'all':[CASH,CARD],'byName':{}}")
            .replace("CASH", quoted(CASH))
            .replace("CARD", quoted(CARD));
    assertThat(
            changed(
                Bill.class,
                event,
                b -> {
                  Cash cash = (Cash) b.payment();
                  Coin last = cash.coins().getLast();
                  return new Bill(
                      new Cash("v", List.of(new Coin(last.cents(), 9))), b.all(), b.byName());
                }))
        .isEqualTo(
            event.replaceFirst(
                "\\{.till.:.t.,.x.:1,.coins.:.*?]",
                quoted("{'till':'v','x':1,'coins':[{'cents':1,'count':9,'c':2}]")));
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.DEDUCTION)
  @JsonSubTypes({@JsonSubTypes.Type(Boxed.class), @JsonSubTypes.Type(Loose.class)})
  sealed interface Packing {}

  record Boxed(List<Coin> coins, int box) implements Packing {}

  record Loose(Coin[] loose) implements Packing {}

  record Outer(
      String type,
      @JsonTypeInfo(
              use = JsonTypeInfo.Id.NAME,
              include = JsonTypeInfo.As.EXTERNAL_PROPERTY,
              property = "type")
          @JsonSubTypes({
            @JsonSubTypes.Type(value = Cash.class, name = "cash"),
            @JsonSubTypes.Type(value = Card.class, name = "card")
          })
          Payment payment,
      Packing packing,
      @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, include = JsonTypeInfo.As.WRAPPER_ARRAY)
          @JsonSubTypes(@JsonSubTypes.Type(value = Coin.class, name = "coin"))
          Object wrapped) {}

  @Test
  void knowsSubtypesHoweverTheEventNamesThem() {
    String event =
        quoted(
            "{'payment':{'till':'t','x':1,'coins':[{'cents':5,'count':1,'c':1}],'kind':'cash'},"
                + "'packing':{'y':1,'coins':[{'cents':1,'count':1,'c':2},{'cents':2,'count':1,'c':3}],"
                + "'box':1},'wrapped':['coin',{'cents':1,'count':4,'z':1}],'type':'cash'}");
    assertThat(changed(Outer.class, event, o -> o)).isEqualTo(event);
    assertThat(
            changed(
                Outer.class,
                event,
                o ->
                    new Outer(
                        o.type(),
                        new Cash("u", List.of(new Coin(5, 2))),
                        new Boxed(List.of(new Coin(2, 7)), 1),
                        new Coin(1, 5))))
        .isEqualTo(
            event
                .replace("\"t\"", "\"u\"")
                .replace("\"cents\":5,\"count\":1", "\"cents\":5,\"count\":2")
                .replace(quoted("{'cents':1,'count':1,'c':2},"), "")
                .replace("\"cents\":2,\"count\":1", "\"cents\":2,\"count\":7")
                .replace("\"count\":4", "\"count\":5"));
    assertThat(
            changed(
                Outer.class,
                event,
                o ->
                    new Outer(
                        o.type(),
                        o.payment(),
                        new Loose(new Coin[] {new Coin(2, 1)}),
                        o.wrapped())))
        .isEqualTo(
            event.replaceFirst(
                "\\{.y.*?},.wrapped", quoted("{'loose':[{'cents':2,'count':1}]},'wrapped")));
  }

  enum Status {
    OPEN,
    DONE;

    @JsonCreator
    static Status of(String name) {
      return valueOf(name);
    }
  }

  enum Plain {
    A,
    B
  }

  enum Coded {
    X(7);

    private final int code;

    Coded(int code) {
      this.code = code;
    }

    @JsonValue
    int code() {
      return code;
    }
  }

  record States(
      @Nullable Plain st,
      @Nullable List<Plain> all,
      @Nullable Map<Plain, Integer> counts,
      Optional<Plain> maybe,
      @Nullable Coded coded,
      @Nullable Status status) {}

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'st':0}|.st is a number, and Plain was expected",
        "{'st':'0'}|.st is a string, and Plain was expected",
        "{'st':''}|.st is a string, and Plain was expected",
        "{'st':'C'}|.st is a string, and Plain was expected",
        "{'st':true}|.st is a boolean, and Plain was expected",
        "{'all':['A',1]}|.all[1] is a number, and Plain was expected",
        "{'maybe':1}|.maybe is a number, and Plain was expected",
        "{'counts':{'0':1}}|.counts has a key that is not Plain",
        "{'coded':8}|.coded is a number, and Coded was expected",
        "{'status':0}|.status is refused, IllegalArgumentException at TypedFieldsTest.java",
      })
  void bindsAnEnumByItsNameOnly(String event, String why) {
    assertThat(changed(States.class, quoted(event), s -> s))
        .startsWith("quarantined: it does not bind to States: " + why);
  }

  @Test
  void bindsTheNamesAndCodesOfEnums() {
    String event =
        quoted("{'st':'A','all':['B'],'counts':{'A':1},'maybe':'B','coded':7,'status':'DONE'}");
    assertThat(
            changed(
                States.class,
                event,
                s ->
                    new States(
                        Plain.B,
                        List.of(Plain.A),
                        new EnumMap<>(Map.of(Plain.A, 2)),
                        Optional.empty(),
                        s.coded(),
                        Status.OPEN)))
        .isEqualTo(
            quoted(
                "{'st':'B','all':['A'],'counts':{'A':2},'maybe':null,'coded':7,'status':'OPEN'}"));
  }

  record Time<T>(
      @Nullable T one, List<T> list, Map<String, T> map, Optional<T> maybe, Time.Inner<T> inner) {
    record Inner<T>(@Nullable T value, T @Nullable [] array) {}
  }

  record All(
      @Nullable Instant instant,
      OffsetDateTime offset,
      ZonedDateTime zoned,
      OffsetTime offsetTime,
      LocalDate date,
      LocalDateTime dateTime,
      LocalTime time,
      Year year,
      YearMonth yearMonth,
      MonthDay monthDay,
      Duration duration,
      Period period,
      ZoneId zone,
      ZoneOffset zoneOffset,
      DayOfWeek day,
      Month month) {}

  record Positions(
      List<All> all,
      Optional<All> maybe,
      Map<YearMonth, List<Optional<YearMonth>>> months,
      Map<LocalDate, BigDecimal> days,
      List<Optional<All>> more,
      Map<String, Optional<YearMonth>> named,
      YearMonth[] array,
      Optional<List<YearMonth>> list,
      OptionalInt number,
      OptionalLong big,
      OptionalDouble rough) {}

  private static final String TIMES =
      "{'instant':'2026-01-01T09:30:00.000+01:00','offset':'2026-01-01T09:30+01:00',"
          + "'zoned':'2026-01-01T09:30+01:00[Europe/Berlin]','offsetTime':'09:30+01:00',"
          + "'date':'2026-01-01','dateTime':'2026-01-01T09:30:00','time':'09:30:00','year':'2026',"
          + "'yearMonth':'2026-01','monthDay':'--01-31','duration':'PT60S','period':'P1M',"
          + "'zone':'Europe/Berlin','zoneOffset':'+01:00','day':'MONDAY','month':'MAY','x':1}";

  @Test
  void bindsOptionalAndEveryTimeInEveryPosition() {
    String event =
        quoted(
            ("{'all':[T,T],'maybe':T,'months':{'2026-01':['2026-02',null]},'days':{'2026-01-31':1.10},"
                 + "'more':[T,null],'named':{'a':'2026-03','b':null},'array':['2026-04'],"
                 + "'list':['2026-05'],'number':1,'big':12345678901,'rough':1.50}")
                .replace("T,", TIMES + ",")
                .replace("T]", TIMES + "]"));
    assertThat(changed(Positions.class, event, p -> p)).isEqualTo(event);
    assertThat(
            changed(
                Positions.class,
                event,
                p -> {
                  Map<YearMonth, List<Optional<YearMonth>>> months =
                      new LinkedHashMap<>(p.months());
                  months.replaceAll(
                      (month, list) -> list.stream().map(m -> m.map(n -> n.plusYears(1))).toList());
                  return new Positions(
                      p.all(),
                      p.maybe(),
                      months,
                      p.days(),
                      p.more().reversed(),
                      p.named(),
                      new YearMonth[] {p.array()[0].plusMonths(1)},
                      p.list().map(l -> List.of(l.getFirst().plusYears(1))),
                      OptionalInt.empty(),
                      OptionalLong.of(2),
                      p.rough());
                }))
        .isEqualTo(
            event
                .replace("\"2026-02\"", "\"2027-02\"")
                .replace("\"2026-04\"", "\"2026-05\"")
                .replace("\"list\":[\"2026-05\"]", "\"list\":[\"2027-05\"]")
                .replace("\"number\":1", "\"number\":null")
                .replace("12345678901", "2")
                .replace(
                    "\"more\":[" + quoted(TIMES) + ",null]",
                    "\"more\":[null," + quoted(TIMES) + "]"));
    assertThat(changed(Positions.class, "{}", p -> p)).isEqualTo("{}");
    assertThat(
            changed(
                Positions.class,
                quoted("{'maybe':T}".replace("T", TIMES)),
                p -> {
                  assertThat(p.number()).isEmpty();
                  assertThat(p.list()).isEmpty();
                  return new Positions(
                      List.of(),
                      p.maybe(),
                      Map.of(),
                      Map.of(),
                      List.of(),
                      Map.of(),
                      p.array(),
                      p.list(),
                      p.number(),
                      p.big(),
                      p.rough());
                }))
        .isEqualTo(
            quoted(
                "{'maybe':T,'all':[],'months':{},'days':{},'more':[],'named':{}}"
                    .replace("T", TIMES)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "{'all':[{'year':2026}]}|.all[0].year is a number, and Year was expected",
        "{'all':[{'date':''}]}|.all[0].date is a string, and LocalDate was expected",
        "{'all':[{'date':20260101}]}|.all[0].date is a number, and LocalDate was expected",
        "{'all':[{'yearMonth':'SECRET'}]}|.all[0].yearMonth is a string, and YearMonth was"
            + " expected",
        "{'days':{'SECRET':1}}|.days has a key that is not LocalDate",
        "{'maybe':[]}|.maybe is an array, and All was expected",
        "{'number':'1'}|.number is a string, and Integer was expected",
        "{'number':1.5}|.number is a number, and Integer was expected",
      })
  void quarantinesATimeThatIsNotOne(String event, String why) {
    assertThat(changed(Positions.class, quoted(event), p -> p))
        .isEqualTo("quarantined: it does not bind to Positions: " + why);
  }

  record Street(@JsonAlias("str") String street) {}

  record House(@JsonUnwrapped Street at, int number) {}

  @Test
  void keepsTheNamesOfUnwrappedFields() {
    assertThat(
            changed(
                House.class,
                quoted("{'street':'a','number':1,'x':2}"),
                h -> new House(new Street("b"), h.number())))
        .isEqualTo(quoted("{'street':'b','number':1,'x':2}"));
  }

  record Tree(String name, List<Tree> children) {}

  @Test
  void leavesAnEventAloneThatNestsDeeply() {
    StringBuilder event = new StringBuilder("{'name':'n','x':1,'children':[]}");
    for (int depth = 0; depth < 400; depth++) {
      event.insert(0, "{'name':'n','x':1,'children':[").append("]}");
    }
    String deep = quoted(event.toString());
    assertThat(changed(Tree.class, deep, t -> t)).isEqualTo(deep);
    assertThat(changed(Tree.class, deep, t -> new Tree("m", t.children())))
        .isEqualTo(deep.replaceFirst("\"n\"", "\"m\""));
  }
}
