// Runs the cases on npm's aws-local-stepfunctions. A line "INDEX MILLIS" on standard input asks for one slice of a case;
// the answer is "EXECUTIONS CPU_MICROSECONDS", or "0 0" if its output differs or does not come within ten seconds.
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';

// the package needs it, and Node.js has it from version 22 on
Promise.withResolvers ??= function () {
  let resolve, reject;
  const promise = new Promise((yes, no) => { resolve = yes; reject = no; });
  return { promise, resolve, reject };
};
const [folder, file] = process.argv.slice(2);
const { StateMachine } = createRequire(folder + '/')('aws-local-stepfunctions');
const cases = JSON.parse(readFileSync(file, 'utf8')).map((one) => {
  const handlers = Object.fromEntries(
    Object.entries(one.tasks ?? {}).map(([state, answer]) => [state, () => answer]));
  const options = { overrides: { taskResourceLocalHandlers: handlers } };
  const machine = new StateMachine(one.definition, {});
  return { ...one, run: () => machine.run(one.input, options).result };
});
const inTime = (promise) => {
  let timer;
  const late = new Promise((_, no) => { timer = setTimeout(() => no(new Error('too late')), 10_000); });
  return Promise.race([promise, late]).finally(() => clearTimeout(timer));
};
for await (const line of createInterface({ input: process.stdin })) {
  const [index, millis] = line.split(' ').map(Number);
  const one = cases[index];
  try {
    if (!isDeepStrictEqual(await inTime(one.run()), one.output)) throw new Error('another output');
    const start = process.cpuUsage();
    let cpu = 0;
    let executions = 0;
    while (cpu < millis * 1000) {
      for (let i = 0; i < 50; i++, executions++) await one.run();
      const { user, system } = process.cpuUsage(start);
      cpu = user + system;
    }
    console.log(`${executions} ${cpu}`);
  } catch (e) {
    console.log('0 0');
  }
}
