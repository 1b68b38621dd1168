package io.github.standpipe.internal.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The layout of a graph: rows of states, each state below its predecessors. An edge that spans rows
 * has a place in each of them, so that it passes beside the states there.
 */
final class FlowLayout {
  static final int WIDTH = 176;
  static final int HEIGHT = 46;
  static final int GAP = 54;
  private static final int SPACE = 26;
  private static final int NARROW = 14;
  private static final int END_WIDTH = 40;
  private static final int SWEEPS = 8;

  /** An element of a row: a state, an end of the flow or a part of an edge. */
  static final class Place {
    final String name;
    final boolean isEdge;
    int row;
    double x;
    private final List<Place> above = new ArrayList<>();
    private final List<Place> below = new ArrayList<>();

    private Place(String name, boolean isEdge) {
      this.name = name;
      this.isEdge = isEdge;
    }

    boolean isEnd() {
      return name.equals(FlowGraph.START) || name.equals(FlowGraph.END);
    }

    int width() {
      return isEdge ? NARROW : isEnd() ? END_WIDTH : WIDTH;
    }
  }

  /**
   * An edge with its places from its first row to its last.
   *
   * @param isUpward whether it leads back to a state above, so that it is drawn against the rows
   */
  record Route(FlowGraph.Edge edge, List<Place> places, boolean isUpward) {}

  private final Map<String, Place> places = new LinkedHashMap<>();
  private final List<Route> routes = new ArrayList<>();
  private final List<List<Place>> rows = new ArrayList<>();
  private final Set<FlowGraph.Edge> upward = new HashSet<>();

  FlowLayout(FlowGraph graph) {
    Stream.of(Stream.of(FlowGraph.START), graph.types().keySet().stream(), Stream.of(FlowGraph.END))
        .flatMap(names -> names)
        .forEach(name -> places.put(name, new Place(name, false)));
    findUpward(graph);
    rank(graph);
    graph.edges().forEach(this::route);
    for (int i = 0; i < SWEEPS; i++) {
      order(i % 2 == 0);
    }
    for (int i = 0; i < 2 * SWEEPS; i++) {
      align(i % 2 == 0);
    }
    double left =
        rows.stream().flatMap(List::stream).mapToDouble(p -> p.x - p.width() / 2.0).min().orElse(0);
    rows.forEach(row -> row.forEach(place -> place.x -= left));
  }

  /** The states and the ends, in reading order. */
  List<Place> states() {
    return rows.stream().flatMap(List::stream).filter(place -> !place.isEdge).toList();
  }

  List<Route> routes() {
    return routes;
  }

  int width() {
    return (int)
        Math.ceil(
            rows.stream()
                .flatMap(List::stream)
                .mapToDouble(place -> place.x + place.width() / 2.0)
                .max()
                .orElse(WIDTH));
  }

  int height() {
    return rows.size() * (HEIGHT + GAP) - GAP;
  }

  private void findUpward(FlowGraph graph) {
    Map<String, List<FlowGraph.Edge>> from = new HashMap<>();
    graph.edges().forEach(e -> from.computeIfAbsent(e.from(), n -> new ArrayList<>()).add(e));
    Set<String> done = new HashSet<>();
    for (String name : places.keySet()) {
      visit(name, from, new LinkedHashSet<>(), done);
    }
  }

  private void visit(
      String name, Map<String, List<FlowGraph.Edge>> from, Set<String> path, Set<String> done) {
    if (done.contains(name)) {
      return;
    }
    path.add(name);
    for (FlowGraph.Edge edge : from.getOrDefault(name, List.of())) {
      if (path.contains(edge.to())) {
        upward.add(edge);
      } else {
        visit(edge.to(), from, path, done);
      }
    }
    path.remove(name);
    done.add(name);
  }

  /** The longest path down to each state; the end of the flow is below all. */
  private void rank(FlowGraph graph) {
    for (int round = 0; round <= places.size(); round++) {
      boolean changed = false;
      for (FlowGraph.Edge edge : graph.edges()) {
        Place from = place(edge.from());
        Place to = place(edge.to());
        if (!upward.contains(edge) && to.row <= from.row) {
          to.row = from.row + 1;
          changed = true;
        }
      }
      if (!changed) {
        break;
      }
    }
    int last = places.values().stream().mapToInt(place -> place.row).max().orElse(0);
    Place end = place(FlowGraph.END);
    end.row = Math.max(end.row, last);
    for (int row = 0; row <= end.row; row++) {
      rows.add(new ArrayList<>());
    }
    places.values().forEach(place -> rows.get(place.row).add(place));
  }

  private Place place(String name) {
    Place place = places.get(name);
    if (place == null) {
      throw new IllegalArgumentException("there is no state " + name);
    }
    return place;
  }

  private void route(FlowGraph.Edge edge) {
    Place from = place(edge.from());
    Place to = place(edge.to());
    boolean isUpward = from.row > to.row;
    Place top = isUpward ? to : from;
    Place bottom = isUpward ? from : to;
    List<Place> way = new ArrayList<>(List.of(top));
    for (int row = top.row + 1; row < bottom.row; row++) {
      Place part = new Place("", true);
      part.row = row;
      rows.get(row).add(part);
      way.add(part);
    }
    if (bottom != top) {
      way.add(bottom);
    }
    for (int i = 1; i < way.size(); i++) {
      way.get(i - 1).below.add(way.get(i));
      way.get(i).above.add(way.get(i - 1));
    }
    routes.add(new Route(edge, way, isUpward));
  }

  /** Sorts each row by where its neighbours are, which lets fewer edges cross. */
  private void order(boolean downward) {
    for (List<Place> row : downward ? rows : rows.reversed()) {
      Map<Place, Double> middle = new HashMap<>();
      for (int i = 0; i < row.size(); i++) {
        List<Place> beside = downward ? row.get(i).above : row.get(i).below;
        middle.put(row.get(i), beside.isEmpty() ? i : average(beside, this::index));
      }
      row.sort(Comparator.comparingDouble(middle::get));
    }
  }

  private double index(Place place) {
    List<Place> row = rows.get(place.row);
    return row.size() < 2 ? 0.5 : (double) row.indexOf(place) / (row.size() - 1);
  }

  private static double average(List<Place> places, Function<Place, Double> of) {
    return places.stream().mapToDouble(of::apply).average().orElse(0);
  }

  /** Moves each place towards its neighbours, as far as the adjacent places allow. */
  private void align(boolean downward) {
    for (List<Place> row : downward ? rows : rows.reversed()) {
      double[] wanted = new double[row.size()];
      for (int i = 0; i < wanted.length; i++) {
        List<Place> beside = new ArrayList<>(downward ? row.get(i).above : row.get(i).below);
        wanted[i] = beside.isEmpty() ? row.get(i).x : average(beside, p -> p.x);
      }
      double[] left = wanted.clone();
      double[] right = wanted.clone();
      for (int i = 1; i < wanted.length; i++) {
        left[i] = Math.max(wanted[i], left[i - 1] + apart(row.get(i - 1), row.get(i)));
      }
      for (int i = wanted.length - 2; i >= 0; i--) {
        right[i] = Math.min(wanted[i], right[i + 1] - apart(row.get(i), row.get(i + 1)));
      }
      for (int i = 0; i < wanted.length; i++) {
        row.get(i).x = (left[i] + right[i]) / 2;
      }
    }
  }

  private static double apart(Place one, Place other) {
    return (one.width() + other.width()) / 2.0 + SPACE;
  }
}
