// Copies the pages into target/pages, and writes a page for each file or folder of the repository that they refer to.
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from "node:fs";
import { dirname, extname, join, posix, relative, resolve } from "node:path";
import MarkdownIt from "markdown-it";

const root = resolve(import.meta.dirname, "..");
const target = join(import.meta.dirname, "target/pages");
const LANGUAGES = { ".jslt": "js", ".java": "java", ".yaml": "yaml", ".yml": "yaml", ".json": "json", ".sh": "sh", ".py": "python", ".js": "js", ".mjs": "js" };
const parser = new MarkdownIt();

const pages = [
  ...readdirSync(root).filter((name) => name.endsWith(".md")),
  ...readdirSync(join(root, "docs")).filter((name) => name.endsWith(".md")).map((name) => `docs/${name}`),
  ...readdirSync(join(root, "docs/decisions")).map((name) => `docs/decisions/${name}`),
];

function tokens(list) {
  return list.flatMap((token) => [token, ...tokens(token.children ?? [])]);
}

/** The paths that a page refers to, from the repository's folder. */
function referredTo(page) {
  return tokens(parser.parse(readFileSync(join(root, page), "utf8"), {}))
    .map((token) => token.attrGet("href") ?? token.attrGet("src") ?? "")
    .filter((link) => link && !link.startsWith("#") && !/^[a-z]+:/.test(link))
    .map((link) => posix.join(posix.dirname(page), decodeURI(link.split("#")[0])).replace(/\/$/, ""));
}

function write(path, text) {
  mkdirSync(dirname(join(target, path)), { recursive: true });
  writeFileSync(join(target, path), text);
}

function fence(text) {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map((run) => run[0].length));
  return "`".repeat(longest + 1);
}

function sourcePage(path) {
  const text = readFileSync(join(root, path), "utf8");
  const marks = fence(text);
  return `---\nsearch: false\n---\n\n# ${path}\n\n${marks}${LANGUAGES[extname(path)] ?? "txt"}\n${text.trimEnd()}\n${marks}\n`;
}

function folderPage(path, known) {
  const items = readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.name !== "target" && entry.name !== "node_modules")
    .map((entry) => {
      const inside = posix.join(path, entry.name);
      const name = entry.name + (entry.isDirectory() ? "/" : "");
      return known.has(inside) ? `- [\`${name}\`](/source/${inside}.md)` : `- \`${name}\``;
    });
  return `---\nsearch: false\n---\n\n# ${path}/\n\n${items.join("\n")}\n`;
}

rmSync(target, { recursive: true, force: true });
const known = new Set(pages.flatMap(referredTo).filter((path) => !pages.includes(path) && path !== "docs"));
const absent = [...known].filter((path) => !existsSync(join(root, path)));
if (absent.length) {
  console.error(absent.map((path) => `site/build: a page refers to ${path}, which does not exist`).join("\n"));
  process.exit(1);
}
for (const path of known) {
  if (/\.(svg|png)$/.test(path)) {
    cpSync(join(root, path), join(target, path));
  } else {
    write(`source/${path}.md`, statSync(join(root, path)).isDirectory() ? folderPage(path, known) : sourcePage(path));
  }
}
for (const page of pages) {
  write(page, readFileSync(join(root, page), "utf8"));
}
write("links.json", JSON.stringify({ pages, sources: [...known] }));
console.log(`${pages.length} pages, and ${known.size} files and folders that they refer to, in ${relative(root, target)}`);
