(() => {
  "use strict";
  const root = document.documentElement;
  const items = [...document.querySelectorAll("nav li")];
  const search = document.getElementById("search");
  const buttons = [...document.querySelectorAll("[data-show]")];
  const theme = document.getElementById("theme");
  const sought = new Map(items.map((item) => [item, item.textContent.toLowerCase()]));
  const link = (item) => item.querySelector("a");
  const idOf = (item) => decodeURIComponent(link(item).hash.slice(1));
  let which = "all";

  const shown = () => items.filter((item) => !item.hidden);

  const open = (id) => {
    const page = document.getElementById(id);
    if (!page || page.tagName !== "ARTICLE") {
      return false;
    }
    document.querySelector("article.current")?.classList.remove("current");
    page.classList.add("current");
    for (const item of items) {
      if (idOf(item) === id) {
        link(item).setAttribute("aria-current", "true");
        item.scrollIntoView({ block: "nearest" });
      } else {
        link(item).removeAttribute("aria-current");
      }
    }
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
  const tellTheme = () => {
    theme.textContent = isDark() ? "Light" : "Dark";
  };

  root.classList.add("js");
  tellTheme();
  theme.addEventListener("click", () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    tellTheme();
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
