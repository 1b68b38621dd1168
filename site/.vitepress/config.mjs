import { readFileSync } from "node:fs";
import { dirname, join, posix, relative } from "node:path";
import { fileURLToPath } from "node:url";

const site = join(dirname(fileURLToPath(import.meta.url)), "..");
const { pages, sources } = JSON.parse(readFileSync(join(site, "target/pages/links.json"), "utf8"));

/** Where a page of the repository is on the site. */
function place(path) {
  return path === "README.md" ? "index.md" : path.endsWith("README.md") ? posix.join(posix.dirname(path), "index.md") : path;
}

/** Makes the links between files of the repository links between pages. */
function repositoryLinks(md) {
  const known = new Set(sources);
  md.core.ruler.push("repository-links", (state) => {
    const page = state.env.relativePath;
    const visit = (token) => {
      const href = token.type === "link_open" ? token.attrGet("href") : null;
      if (href && !href.startsWith("#") && !href.startsWith("/") && !/^[a-z]+:/.test(href)) {
        const [path, anchor] = href.split("#");
        const file = posix.join(posix.dirname(page), decodeURI(path)).replace(/\/$/, "").replace(/index\.md$/, "README.md");
        const to = file === "docs" ? "docs/index.md" : pages.includes(file) ? place(file) : known.has(file) ? `source/${file}.md` : file;
        token.attrSet("href", `/${encodeURI(to)}${anchor ? `#${anchor}` : ""}`);
      }
      token.children?.forEach(visit);
    };
    state.tokens.forEach(visit);
  });
}

/** The sections of docs/README.md are the side bar. */
function sidebar() {
  const items = [{ text: "Start", items: [{ text: "What it is", link: "/" }, { text: "All pages", link: "/docs/" }] }];
  for (const line of readFileSync(join(site, "../docs/README.md"), "utf8").split("\n")) {
    const heading = /^## (.+)/.exec(line);
    const page = /^- \[([^\]]+)\]\(([^)]+)\)/.exec(line);
    if (heading) {
      items.push({ text: heading[1], collapsed: false, items: [] });
    } else if (page) {
      const file = posix.join("docs", page[2]);
      items.at(-1).items.push({ text: page[1], link: file.endsWith(".md") ? `/${place(file).replace(/(index)?\.md$/, "")}` : `/source/${file}` });
    }
  }
  items.push({ text: "Java", items: [{ text: "Javadoc", link: "/javadoc/index.html", target: "_self" }] });
  return items;
}

/** GitHub's anchors, which the pages use among themselves. */
function slugify(text) {
  return text.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, "").replace(/\s/g, "-");
}

export default {
  title: "Standpipe",
  description: "The toolkit for Amazon EventBridge Pipes in Java",
  lang: "en",
  base: process.env.SITE_BASE ?? "/",
  srcDir: relative(process.cwd(), join(site, "target/pages")) || ".",
  outDir: join(site, "target/site"),
  cacheDir: join(site, "target/cache"),
  rewrites: Object.fromEntries(pages.filter((page) => place(page) !== page).map((page) => [page, place(page)])),
  cleanUrls: false,
  lastUpdated: false,
  head: [["link", { rel: "icon", href: "data:," }]],
  markdown: { html: false, languageAlias: { jslt: "js" }, anchor: { slugify }, toc: { slugify }, config: repositoryLinks },
  vue: { template: { compilerOptions: { delimiters: ["\u0001{", "}\u0001"] } } },
  themeConfig: {
    search: { provider: "local" },
    sidebar: sidebar(),
    outline: "deep",
    docFooter: { prev: false, next: false },
  },
};
