(() => {
  "use strict";
  const root = document.documentElement;
  const items = [...document.querySelectorAll("nav li")];
  const search = document.getElementById("search");
  const buttons = [...document.querySelectorAll("[data-show]")];
  const theme = document.getElementById("theme");
  const link = (item) => item.querySelector("a");
  const idOf = (item) => decodeURIComponent(link(item).hash.slice(1));
  const sought = new Map(items.map((item) => [item, (idOf(item) + " " + item.textContent).toLowerCase()]));
  const main = document.getElementById("case");
  const blocks = [...document.querySelectorAll("template.block")];
  const opened = [];
  const eager = 50000;
  let which = "all";
  let wanted = "";

  const unpack = async (number) => {
    if (!opened[number]) {
      const packed = atob(blocks[number].content.textContent);
      const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
      const plain = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("deflate"));
      opened[number] = JSON.parse(await new Response(plain).text());
      blocks[number].remove();
    }
  };

  // Goes on at once if all is at hand, so that a step to the next case does not flicker.
  const withBlocks = (numbers, next) => {
    const missing = [...new Set(numbers)].filter((number) => !opened[number]);
    if (missing.length === 0) {
      next();
    } else {
      Promise.all(missing.map(unpack)).then(next);
    }
  };

  const firsts = blocks.map((block) => Number(block.dataset.first));
  const blockOf = (text) => {
    let block = 0;
    while (block + 1 < firsts.length && firsts[block + 1] <= text) {
      block++;
    }
    return block;
  };
  const textOf = (number) => opened[blockOf(number)].texts[number - firsts[blockOf(number)]];

  // Numbers stay as they are written, so the text is cut into tokens and not parsed.
  const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;
  const isJson = (text) => {
    try {
      JSON.parse(text);
      return true;
    } catch {
      return false;
    }
  };
  const pretty = (json) => {
    const out = document.createDocumentFragment();
    if (!isJson(json)) {
      out.append(json);
      return out;
    }
    const tokens = json.match(token) ?? [];
    const add = (tag, text) => out.append(tag ? Object.assign(document.createElement(tag), { textContent: text }) : text);
    let depth = 0;
    const line = () => "\n" + "  ".repeat(depth);
    for (let i = 0; i < tokens.length; i++) {
      const one = tokens[i];
      if (one === "{" || one === "[") {
        if (tokens[i + 1] === (one === "{" ? "}" : "]")) {
          add("", one + tokens[++i]);
        } else {
          depth++;
          add("", one + line());
        }
      } else if (one === "}" || one === "]") {
        depth--;
        add("", line() + one);
      } else if (one === ",") {
        add("", one + line());
      } else if (one === ":") {
        add("", ": ");
      } else {
        add(one[0] !== '"' ? "b" : tokens[i + 1] === ":" ? "i" : "s", one);
      }
    }
    return out;
  };

  const fill = (element) => {
    const text = textOf(Number(element.dataset.text));
    delete element.dataset.text;
    element.append(pretty(text));
  };

  const fillIn = (part, most) => {
    const elements = [...part.querySelectorAll("[data-text]")];
    withBlocks(
      elements.map((element) => blockOf(Number(element.dataset.text))),
      () =>
        elements
          .filter((element) => element.dataset.text && textOf(Number(element.dataset.text)).length < most)
          .forEach(fill),
    );
  };

  const shown = () => items.filter((item) => !item.hidden);

  const stateOrder = { passed: 0, mended: 1, failed: 2 };

  // Marks the way of one run in a graph, and shows what a state saw when it is chosen.
  const setUp = (flow) => {
    const holder = document.createElement("template");
    holder.innerHTML = textOf(Number(flow.dataset.graph));
    const picture = document.createElement("div");
    picture.className = "picture";
    picture.append(holder.content);
    const panel = document.createElement("div");
    panel.className = "visit";
    panel.setAttribute("aria-live", "polite");
    const runs = JSON.parse(flow.dataset.runs);
    const nodes = [...picture.querySelectorAll(".node")];
    const edges = [...picture.querySelectorAll(".edge")];
    const isMended = (one) => one.visits.some(([, state]) => state !== "passed");
    let run = runs.find((one) => !one.complete) ?? runs.find(isMended) ?? runs[0];
    let chosen = "";

    const describe = (name, state, count) =>
      (name + ", " + state + (count > 1 ? ", " + count + " visits" : "")).replace("mended", "failed and went on");

    const explain = () => {
      const visits = run.visits.filter(([name]) => name === chosen);
      for (const node of nodes) {
        node.setAttribute("aria-pressed", String(node.dataset.state === chosen));
      }
      withBlocks(
        visits.map(([, , text]) => blockOf(text)),
        () => {
          panel.replaceChildren();
          const title = document.createElement("h4");
          const where = run.label ? ", " + flow.dataset.kind + " " + run.label : "";
          title.textContent = chosen ? chosen + where : "Select a state to see its input and output.";
          title.className = chosen ? "" : "quiet";
          panel.append(title);
          if (chosen && visits.length === 0) {
            panel.append("It was not entered.");
          }
          for (const [, , text] of visits) {
            const part = document.createElement("template");
            part.innerHTML = textOf(text);
            const visit = document.createElement("div");
            visit.append(part.content);
            panel.append(visit);
            fillIn(visit, eager);
          }
        },
      );
    };

    const mark = () => {
      const names = run.visits.map(([name]) => name);
      const steps = new Set();
      names.forEach((name, i) => steps.add(JSON.stringify([i ? names[i - 1] : "", name])));
      if (names.length > 0 && run.complete) {
        steps.add(JSON.stringify([names[names.length - 1], "\n"]));
      }
      for (const edge of edges) {
        edge.classList.toggle("taken", steps.has(JSON.stringify([edge.dataset.from, edge.dataset.to])));
      }
      for (const node of nodes) {
        const states = run.visits.filter(([name]) => name === node.dataset.state).map(([, state]) => state);
        const worst = states.reduce((one, other) => (stateOrder[other] > stateOrder[one] ? other : one), states[0]);
        node.classList.remove("passed", "mended", "failed");
        if (worst) {
          node.classList.add(worst);
        }
        node.setAttribute("aria-label", describe(node.dataset.state, worst ?? "not entered", states.length));
      }
      explain();
    };

    if (runs.length > 1) {
      const chooser = document.createElement("div");
      chooser.className = "runs";
      chooser.setAttribute("role", "group");
      chooser.setAttribute("aria-label", flow.dataset.kind);
      chooser.append(flow.dataset.kind + " ");
      for (const one of runs) {
        const button = document.createElement("button");
        button.type = "button";
        button.textContent = one.label;
        button.className = one.complete ? (isMended(one) ? "mended" : "") : "failed";
        button.setAttribute("aria-pressed", String(one === run));
        button.addEventListener("click", () => {
          run = one;
          for (const other of chooser.querySelectorAll("button")) {
            other.setAttribute("aria-pressed", String(other === button));
          }
          mark();
        });
        chooser.append(button);
      }
      flow.append(chooser);
    }
    for (const node of nodes) {
      node.addEventListener("click", () => {
        chosen = chosen === node.dataset.state ? "" : node.dataset.state;
        explain();
      });
    }
    flow.append(picture, panel);
    chosen = run.visits.find(([, state]) => state !== "passed")?.[0] ?? "";
    mark();
  };

  const setUpFlows = (page) => {
    const flows = [...page.querySelectorAll(".flow")];
    withBlocks(
      flows.map((flow) => blockOf(Number(flow.dataset.graph))),
      () => flows.forEach(setUp),
    );
  };

  const show = (id, block) => {
    if (wanted !== id) {
      return;
    }
    let page = document.getElementById(id);
    if (!page) {
      const holder = document.createElement("template");
      holder.innerHTML = opened[block].articles[id];
      page = holder.content.firstElementChild;
      main.append(page);
      fillIn(page, eager);
      setUpFlows(page);
    }
    document.querySelector("article.current")?.classList.remove("current");
    page.classList.add("current");
  };

  const open = (id) => {
    const item = items.find((one) => idOf(one) === id);
    if (!item) {
      return false;
    }
    document.querySelector("nav [aria-current]")?.removeAttribute("aria-current");
    link(item).setAttribute("aria-current", "true");
    item.scrollIntoView({ block: "nearest" });
    wanted = id;
    const block = Number(link(item).dataset.block);
    withBlocks([block], () => show(id, block));
    return true;
  };

  const narrow = () => {
    const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
    for (const item of items) {
      const text = sought.get(item);
      item.hidden =
        !(which === "all" || item.classList.contains(which)) || !words.every((word) => text.includes(word));
    }
    for (const group of document.querySelectorAll(".group")) {
      group.hidden = !group.querySelector("li:not([hidden])");
    }
    document.querySelector(".none").hidden = shown().length > 0;
    const current = items.find((item) => link(item).hasAttribute("aria-current"));
    if (shown().length > 0 && (!current || current.hidden)) {
      open(idOf(shown()[0]));
    }
  };

  const step = (by) => {
    const there = shown();
    const at = there.findIndex((item) => link(item).hasAttribute("aria-current"));
    const next = there[Math.max(0, Math.min(there.length - 1, at + by))];
    if (next) {
      history.replaceState(null, "", link(next).hash);
      open(idOf(next));
      window.scrollTo(0, 0);
    }
  };

  const isDark = () =>
    root.dataset.theme ? root.dataset.theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  const nameTheme = () => {
    theme.textContent = isDark() ? "Light" : "Dark";
  };

  root.classList.add("js");
  nameTheme();
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    nameTheme();
  });
  search.addEventListener("input", narrow);
  for (const button of buttons) {
    button.addEventListener("click", () => {
      which = button.dataset.show;
      buttons.forEach((other) => other.setAttribute("aria-pressed", String(other === button)));
      narrow();
    });
  }
  document.addEventListener("click", (event) => {
    const fold = event.target.closest(".fold");
    if (fold) {
      fold.nextElementSibling.classList.add("shown");
      fold.hidden = true;
    }
  });
  main.addEventListener("toggle", (event) => fillIn(event.target, Infinity), true);
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      return;
    }
    if (event.target === search) {
      if (event.key === "Escape") {
        search.value = "";
        narrow();
        search.blur();
      }
    } else if (event.key === "/") {
      event.preventDefault();
      search.focus();
    } else if (event.key === "j") {
      step(1);
    } else if (event.key === "k") {
      step(-1);
    }
  });
  addEventListener("hashchange", () => {
    open(decodeURIComponent(location.hash.slice(1)));
    window.scrollTo(0, 0);
  });

  const first = items.find((item) => item.classList.contains("failed")) ?? items[0];
  if (!open(decodeURIComponent(location.hash.slice(1))) && first) {
    open(idOf(first));
  }
  document.querySelector("[aria-current]")?.scrollIntoView({ block: "center" });
  addEventListener("load", () => setTimeout(() => window.scrollTo(0, 0)));
})();
