package io.github.standpipe.typed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.standpipe.enrich.Enricher;
import io.github.standpipe.enrich.Verdict;
import io.github.standpipe.json.Json;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What an item of a list, and an object under a name, was in the event. */
class TypedItemsTest {
  record Line(int line, String sku) {}

  record Order(List<Line> lines, @Nullable List<Line> cancelled) {}

  record Article(@ItemKey @Nullable String sku, int quantity) {}

  record Basket(List<Article> articles) {}

  private static String quoted(String event) {
    return event.replace('\'', '"');
  }

  private static <T> String emitted(
      Class<T> type, String event, Function<TypedEvent<T>, Verdict> enricher) {
    return TypedRuns.enriched(
            TypedEnrichers.each(type, enricher::apply), TypedRuns.json(quoted(event)))
        .replace('"', '\'');
  }

  private static <T> String changed(Class<T> type, String event, UnaryOperator<T> change) {
    return emitted(type, event, e -> e.emit(change.apply(e.value())));
  }

  private static String articles(String items, UnaryOperator<List<Article>> change) {
    return changed(
            Basket.class, "{'articles':" + items + "}", b -> new Basket(change.apply(b.articles())))
        .replaceFirst("^\\{'articles':(.*)}$", "$1");
  }

  private static final String A = "{'sku':'A','quantity':1,'price':1.00}";
  private static final String B = "{'sku':'B','quantity':2,'price':2.00}";
  private static final String TWO = "[" + A + "," + B + "]";
  private static final String REPEATED =
      "failed: .articles: two items have the same key, so it is not certain which fields unknown to"
          + " Article are whose; give each item of it another key";
  private static final String UNCERTAIN =
      "failed: .articles: it is not certain which item became which, and they have fields unknown"
          + " to Article; mark the key of Article with @ItemKey, or emit with(item, changed) and"
          + " added(item)";

  @Test
  void knowsItemsByTheirKey() {
    assertThat(articles(TWO, a -> List.of(new Article("B", 9))))
        .isEqualTo("[" + B.replace(":2,", ":9,") + "]");
    assertThat(articles(TWO, a -> List.of(new Article("C", 1), new Article("A", 1))))
        .isEqualTo("[{'sku':'C','quantity':1}," + A + "]");
    assertThat(articles(TWO, a -> List.of(new Article("B", 1), new Article("A", 2))))
        .isEqualTo("[" + B.replace(":2,", ":1,") + "," + A.replace(":1,", ":2,") + "]");
  }

  @Test
  void failsForAKeyThatTwoItemsHave() {
    assertThat(articles(TWO, a -> List.of(new Article("A", 1), new Article("A", 2))))
        .isEqualTo(REPEATED);
    assertThat(articles(TWO, a -> List.of(a.getFirst(), new Article("A", 2)))).isEqualTo(REPEATED);
    String doubled = "[" + A + "," + A.replace("1.00", "3.00") + "," + B + "]";
    assertThat(articles(doubled, a -> a)).isEqualTo(doubled);
    assertThat(
            articles(
                doubled,
                a -> List.of(new Article("A", 1), new Article("A", 1), new Article("B", 2))))
        .isEqualTo(doubled);
    assertThat(articles(doubled, a -> a.subList(1, 3)))
        .isEqualTo("[" + A.replace("1.00", "3.00") + "," + B + "]");
    assertThat(articles(doubled, a -> List.of(new Article("A", 1), a.getLast())))
        .isEqualTo(REPEATED);
    assertThat(articles(doubled, a -> List.of(new Article("B", 3))))
        .isEqualTo("[" + B.replace(":2,", ":3,") + "]");
    String known = doubled.replaceAll(",'price':[^}]*", "");
    assertThat(articles(known, a -> List.of(new Article("A", 5), new Article("A", 6))))
        .isEqualTo("[{'sku':'A','quantity':5},{'sku':'A','quantity':6}]");
  }

  @Test
  void failsForAnItemWithoutItsKeyThatMayBeAnyOther() {
    String keyless = "[" + A + ",{'quantity':2,'price':2.00}]";
    assertThat(articles(keyless, a -> List.of(a.getLast(), new Article("A", 7))))
        .isEqualTo("[{'quantity':2,'price':2.00}," + A.replace(":1,", ":7,") + "]");
    assertThat(articles(keyless, a -> List.of(new Article("A", 7))))
        .isEqualTo("[" + A.replace(":1,", ":7,") + "]");
    assertThat(articles(keyless, a -> List.of(new Article("A", 7), new Article("N", 2))))
        .isEqualTo(UNCERTAIN);
    assertThat(articles(keyless, a -> List.of(new Article("A", 7), new Article(null, 3))))
        .isEqualTo(UNCERTAIN);
    assertThat(articles("[null," + A + "]", a -> a.reversed())).isEqualTo("[" + A + ",null]");
  }

  private static final String LINES =
      "{'lines':[{'line':1,'sku':'A','price':1.00},{'line':2,'sku':'B','price':2.00},"
          + "{'line':3,'sku':'C','price':3.00}],'x':1}";

  private static List<Line> renumbered(Stream<Line> lines) {
    List<Line> all = new ArrayList<>();
    lines.forEach(line -> all.add(new Line(all.size() + 1, line.sku())));
    return all;
  }

  @Test
  void givesNoLineThePriceOfAnotherOneAfterRenumbering() {
    for (UnaryOperator<Stream<Line>> change :
        List.<UnaryOperator<Stream<Line>>>of(
            lines -> lines.skip(1),
            lines -> Stream.concat(Stream.of(new Line(0, "Z")), lines),
            lines -> Stream.concat(lines.skip(1), Stream.of(new Line(9, "Z"))),
            lines -> lines.sorted((one, other) -> other.line() - one.line()))) {
      assertThat(
              changed(
                  Order.class,
                  LINES,
                  o -> new Order(renumbered(change.apply(o.lines().stream())), null)))
          .isEqualTo(UNCERTAIN.replace(".articles", ".lines").replace("Article", "Line"));
    }
    assertThat(
            emitted(
                Order.class,
                LINES,
                o ->
                    o.emit(
                        new Order(
                            List.of(
                                o.added(new Line(1, "Z")),
                                o.with(o.value().lines().get(2), new Line(2, "C"))),
                            null))))
        .isEqualTo("{'lines':[{'line':1,'sku':'Z'},{'line':2,'sku':'C','price':3.00}],'x':1}");
  }

  @Test
  void takesItsFieldsAlongWhereverAnObjectGoes() {
    assertThat(
            changed(
                Order.class,
                LINES,
                o -> new Order(o.lines().subList(0, 1), o.lines().subList(1, 3))))
        .isEqualTo(
            "{'lines':[{'line':1,'sku':'A','price':1.00}],'x':1,'cancelled':[{'line':2,'sku':'B',"
                + "'price':2.00},{'line':3,'sku':'C','price':3.00}]}");
    assertThat(
            emitted(
                Order.class,
                LINES,
                o ->
                    o.emitAll(
                        o.value().lines().stream()
                            .map(line -> new Order(List.of(line), null))
                            .toList())))
        .isEqualTo(
            "{'lines':[{'line':1,'sku':'A','price':1.00}],'x':1} {'lines':[{'line':2,'sku':'B',"
                + "'price':2.00}],'x':1} {'lines':[{'line':3,'sku':'C','price':3.00}],'x':1}");
    assertThat(
            emitted(Order.class, LINES, o -> o.emit(Map.of("first", o.value().lines().getFirst()))))
        .isEqualTo("{'x':1,'first':{'line':1,'sku':'A','price':1.00}}");
  }

  record Address(String city) {}

  record Parcel(Address from, Address to) {}

  @Test
  void knowsAnObjectByItsNameUnlessItIsAnotherOne() {
    String event = "{'from':{'city':'Ulm','zip':1},'to':{'city':'Bonn','zip':2}}";
    assertThat(changed(Parcel.class, event, p -> new Parcel(p.to(), p.from())))
        .isEqualTo("{'from':{'city':'Bonn','zip':2},'to':{'city':'Ulm','zip':1}}");
    assertThat(changed(Parcel.class, event, p -> new Parcel(p.from(), p.from())))
        .isEqualTo("{'from':{'city':'Ulm','zip':1},'to':{'city':'Ulm','zip':1}}");
    assertThat(changed(Parcel.class, event, p -> new Parcel(new Address("Trier"), p.to())))
        .isEqualTo("{'from':{'city':'Trier','zip':1},'to':{'city':'Bonn','zip':2}}");
    assertThat(changed(Parcel.class, event, p -> new Parcel(p.to(), new Address("Ulm"))))
        .isEqualTo(
            "failed: .to: what was here is elsewhere now, and another Address is missing; emit"
                + " with(item, changed)");
    assertThat(
            emitted(
                Parcel.class,
                event,
                p ->
                    p.emit(
                        new Parcel(p.value().to(), p.with(p.value().from(), new Address("Ulm"))))))
        .isEqualTo("{'from':{'city':'Bonn','zip':2},'to':{'city':'Ulm','zip':1}}");
  }

  record Owned(Map<String, Line> lines, @Nullable Article main) {}

  @Test
  void knowsTheValuesOfAMapByTheirNamesAndObjectsByTheirKey() {
    String event =
        "{'lines':{'1':{'line':1,'sku':'A','x':1},'2':{'line':2,'sku':'B','x':2}},'main':{'sku':'A','quantity':1,'x':3}}";
    assertThat(
            changed(
                Owned.class,
                event,
                o -> new Owned(Map.of("1", o.lines().get("2")), new Article("A", 2))))
        .isEqualTo(
            "{'lines':{'1':{'line':2,'sku':'B','x':2}},'main':{'sku':'A','quantity':2,'x':3}}");
    assertThat(
            changed(
                Owned.class,
                event,
                o -> new Owned(Map.of("2", new Line(9, "B")), new Article("C", 1))))
        .isEqualTo("{'lines':{'2':{'line':9,'sku':'B','x':2}},'main':{'sku':'C','quantity':1}}");
  }

  record Tag(String name) {}

  record Tagged(Set<Tag> tags, TreeSet<String> words) {}

  @Test
  void keepsItemsTogetherThatASetTookForOne() {
    String event =
        "{'tags':[{'name':'b','x':1},{'name':'a','x':2},{'name':'b','x':3}],'words':['z','a','z']}";
    assertThat(changed(Tagged.class, event, t -> t)).isEqualTo(event);
    assertThat(
            changed(
                Tagged.class,
                event,
                t ->
                    new Tagged(
                        new LinkedHashSet<>(
                            t.tags().stream().filter(tag -> tag.name().equals("b")).toList()),
                        t.words())))
        .isEqualTo(event.replace(",{'name':'a','x':2}", ""));
    assertThat(
            changed(
                Tagged.class,
                event,
                t ->
                    new Tagged(
                        new LinkedHashSet<>(
                            t.tags().stream().filter(tag -> tag.name().equals("a")).toList()),
                        new TreeSet<>(Set.of("q")))))
        .isEqualTo("{'tags':[{'name':'a','x':2}],'words':['q']}");
    assertThat(
            emitted(
                Tagged.class,
                event,
                t ->
                    t.emit(
                        new Tagged(
                            Set.of(t.with(t.value().tags().iterator().next(), new Tag("c"))),
                            t.value().words()))))
        .isEqualTo(
            "failed: .tags: the event has two items that are one to the set, and it was changed;"
                + " use a List");
  }

  record Positive(List<Article> articles) {
    Positive {
      articles = articles.stream().filter(article -> article.quantity() > 0).toList();
    }
  }

  @Test
  void failsIfAConstructorLeftOutItemsAndTheListChanged() {
    String event = "{'articles':[" + A.replace(":1,", ":0,") + "," + B + "]}";
    assertThat(changed(Positive.class, event, p -> new Positive(p.articles()))).isEqualTo(event);
    assertThat(changed(Positive.class, event, p -> new Positive(List.of(new Article("B", 5)))))
        .isEqualTo(
            "failed: .articles: it was changed, but its class left out or replaced items of it"
                + " while binding; keep the items that the event has");
  }

  @Test
  void refusesToRelateWhatIsNotOfTheEvent() {
    assertThatThrownBy(() -> changedBy(o -> o.with(new Line(1, "A"), new Line(2, "A"))))
        .hasMessage("the item is not one object of this event");
    assertThatThrownBy(
            () -> changedBy(o -> o.with(o.value().lines().get(0), o.value().lines().get(1))))
        .hasMessage("the changed object already stands for another item");
    assertThatThrownBy(() -> changedBy(o -> o.added(o.value().lines().get(0))))
        .hasMessage("the object stands for an item of this event");
  }

  private static void changedBy(Consumer<TypedEvent<Order>> relate) {
    emitted(
        Order.class,
        LINES,
        order -> {
          relate.accept(order);
          return order.emit(order.value());
        });
  }

  record Amounts(List<Double> amounts, List<Object> any, JsonNode json) {}

  @Test
  void keepsTheDigitsOfNumbersInLists() {
    String event =
        "{'amounts':[1.10,2.500,3],'any':[{'a':1.10,'b':[{'c':2.0}]},1.20],'json':[{'a':1.10},{'b':2.20}]}";
    assertThat(
            changed(
                Amounts.class,
                event,
                a ->
                    new Amounts(
                        a.amounts().subList(1, 3),
                        a.any().reversed(),
                        Json.array().add(a.json().get(1)))))
        .isEqualTo(
            "{'amounts':[2.500,3],'any':[1.20,{'a':1.10,'b':[{'c':2.0}]}],'json':[{'b':2.20}]}");
  }

  private static JsonNode basket(int size) {
    ArrayNode articles = Json.array();
    for (int place = 0; place < size; place++) {
      articles.add(Json.object().put("sku", "S" + place).put("quantity", 1).put("p", 7));
    }
    return Json.object().set("articles", articles);
  }

  /** The time of this thread alone, so that a busy machine does not count. */
  private static long time(Enricher enricher, JsonNode event) {
    long least = Long.MAX_VALUE;
    var threads = ManagementFactory.getThreadMXBean();
    for (int turn = 0; turn < 3; turn++) {
      long start = threads.getCurrentThreadCpuTime();
      assertThat(TypedRuns.verdict(enricher, event)).isInstanceOf(Verdict.Emit.class);
      least = Math.min(least, threads.getCurrentThreadCpuTime() - start);
    }
    return least;
  }

  @Test
  void takesTimeInProportionToTheItems() {
    Enricher shuffled =
        TypedEnrichers.each(
            Basket.class,
            basket -> {
              List<Article> articles = new ArrayList<>();
              basket
                  .value()
                  .articles()
                  .forEach(a -> articles.add(new Article(a.sku(), a.quantity() + 1)));
              Collections.shuffle(articles, new Random(1));
              return basket.emit(new Basket(articles));
            });
    time(shuffled, basket(8_000));
    long once = time(shuffled, basket(16_000));
    long fourfold = time(shuffled, basket(64_000));
    assertThat(fourfold).isLessThan(once * 10);
  }

  @Test
  void losesNoItemOfManyThatWereChanged() {
    JsonNode event = basket(32_000);
    Enricher changed =
        TypedEnrichers.each(
            Basket.class,
            basket ->
                basket.emit(
                    new Basket(
                        basket.value().articles().stream()
                            .map(a -> new Article(a.sku(), 2))
                            .toList()
                            .reversed())));
    ArrayNode expected = Json.array();
    IntStream.range(0, 32_000)
        .forEach(place ->
            expected.add(
                ((ObjectNode) event.path("articles").get(31_999 - place))
                    .deepCopy()
                    .put("quantity", 2)));
    assertThat(
            ((Verdict.Emit) TypedRuns.verdict(changed, event)).events().getFirst().path("articles"))
        .isEqualTo(expected);
  }
}
