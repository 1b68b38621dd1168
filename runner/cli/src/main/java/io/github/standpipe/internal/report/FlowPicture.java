package io.github.standpipe.internal.report;

import io.github.standpipe.internal.report.FlowLayout.Place;
import io.github.standpipe.internal.report.FlowLayout.Route;
import java.util.List;
import java.util.Locale;

/**
 * A graph of states as SVG. Each state is a button, and each edge names its ends, so that the
 * script can mark the path of an execution.
 */
record FlowPicture(FlowGraph graph, FlowLayout layout, Html html) {
  private static final int MARGIN = 12;
  private static final int STEP = FlowLayout.HEIGHT + FlowLayout.GAP;

  static String of(FlowGraph graph) {
    Html html = new Html();
    new FlowPicture(graph, new FlowLayout(graph), html).write();
    return html.toString();
  }

  private void write() {
    int width = layout.width() + 2 * MARGIN;
    int height = layout.height() + 2 * MARGIN;
    html.add("<svg class=\"graph\" width=\"{}\" height=\"{}\" ", width, height);
    html.add("viewBox=\"{} {} {} {}\">", -MARGIN, -MARGIN, width, height);
    layout.routes().forEach(this::edge);
    layout.states().forEach(this::state);
    html.add("</svg>");
  }

  private void state(Place place) {
    int top = place.row * STEP;
    if (place.isEnd()) {
      boolean starts = place.name.equals(FlowGraph.START);
      html.add("<g class=\"terminal\"><circle cx=\"{}\" ", number(place.x));
      html.add("cy=\"{}\" r=\"{}\"/>", starts ? top + FlowLayout.HEIGHT - 8 : top + 8, 7);
      html.add("<title>{}</title></g>", starts ? "Start" : "End");
      return;
    }
    String type = graph.types().getOrDefault(place.name, "");
    html.add(
        "<foreignObject x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\">",
        number(place.x - FlowLayout.WIDTH / 2.0),
        top,
        FlowLayout.WIDTH,
        FlowLayout.HEIGHT);
    html.add("<button type=\"button\" class=\"node\" data-state=\"{}\" ", place.name);
    html.add("title=\"{}\"><b>{}</b><small>{}</small></button>", place.name, place.name, type);
    html.add("</foreignObject>");
  }

  private void edge(Route route) {
    FlowGraph.Edge edge = route.edge();
    html.add("<g class=\"edge {}\" ", edge.kind().name().toLowerCase(Locale.ROOT));
    html.add("data-from=\"{}\" data-to=\"{}\">", edge.from(), edge.to());
    if (route.places().size() == 1) {
      loop(route.places().getFirst());
    } else {
      curve(route);
    }
    html.add("</g>");
  }

  private void loop(Place place) {
    double x = place.x + FlowLayout.WIDTH / 2.0;
    int y = place.row * STEP + FlowLayout.HEIGHT / 2;
    html.add("<path d=\"M{} {}c22 -14 22 26 0 12\"/>", number(x), y - 6);
  }

  private void curve(Route route) {
    List<Place> places = route.places();
    StringBuilder path = new StringBuilder();
    double x = places.getFirst().x;
    double y = places.getFirst().row * STEP + FlowLayout.HEIGHT;
    path.append('M').append(number(x)).append(' ').append(number(y));
    for (Place next : places.subList(1, places.size())) {
      double to = next.row * STEP + (next.isEdge ? 0 : next.isEnd() ? 1 : 0);
      double half = (y + to) / 2;
      path.append(
          "C%s %s %s %s %s %s"
              .formatted(
                  number(x),
                  number(half),
                  number(next.x),
                  number(half),
                  number(next.x),
                  number(to)));
      x = next.x;
      y = to;
      if (next.isEdge) {
        y += FlowLayout.HEIGHT;
        path.append('V').append(number(y));
      }
    }
    html.add("<path d=\"{}\"/>", path);
    tip(route);
    label(route.edge().label(), places.getFirst(), places.get(1));
  }

  private void tip(Route route) {
    Place at = route.isUpward() ? route.places().getFirst() : route.places().getLast();
    double x = at.x;
    int y = at.row * STEP + (route.isUpward() ? FlowLayout.HEIGHT : 0);
    int back = route.isUpward() ? 8 : -8;
    html.add("<path class=\"tip\" d=\"M{} {}l-4.5 {}h9z\"/>", number(x), y, back);
  }

  private void label(String label, Place from, Place to) {
    if (!label.isEmpty()) {
      double x = from.x + (to.x - from.x) * 0.6;
      double y = from.row * STEP + FlowLayout.HEIGHT + FlowLayout.GAP * 0.58;
      html.add("<text x=\"{}\" y=\"{}\">{}</text>", number(x), number(y), label);
    }
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? String.valueOf((long) value)
        : String.format(Locale.ROOT, "%.1f", value);
  }
}
