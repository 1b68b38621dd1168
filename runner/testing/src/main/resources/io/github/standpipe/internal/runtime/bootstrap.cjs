'use strict';
// Runs a handler in Node.js: asks the runtime API for events, and posts what the handler answers.
// Arguments: "fixed" or "live" for clock and ids.

const fs = require('node:fs');
const http = require('node:http');
const path = require('node:path');
const { createRequire, syncBuiltinESMExports } = require('node:module');
const { pathToFileURL } = require('node:url');
const { Worker } = require('node:worker_threads');

const [host, port] = process.env.AWS_LAMBDA_RUNTIME_API.split(':');
const base = '/2018-06-01/runtime/';
const agent = new http.Agent({ keepAlive: true, maxSockets: 2 });
const print = process.stdout.write.bind(process.stdout);
let printed = false; // since the last call
for (const stream of [process.stdout, process.stderr]) {
  const write = stream.write.bind(stream);
  stream.write = (...values) => {
    printed = true;
    return write(...values);
  };
}
const exit = process.exit.bind(process);
const realNow = Date.now.bind(Date);
const major = Number((/nodejs(\d+)/.exec(process.env.AWS_EXECUTION_ENV) || [])[1]);

// The parent holds the other end of the standard input; when it is gone, even a handler that never
// yields is ended.
new Worker(
  "const s = new (require('node:net').Socket)({fd: 0, readable: true, writable: false});"
    + "const end = () => process.kill(process.pid, 'SIGKILL');"
    + "s.on('end', end).on('error', end).on('close', end).resume();",
  { eval: true, env: {}, execArgv: [] },
).unref();

const fixed = process.argv[2] === 'fixed' ? fixTimeAndIds() : () => {};

/** Replaces the clock and random values, so that a case can be repeated. */
function fixTimeAndIds() {
  const RealDate = Date;
  const crypto = require('node:crypto');
  let now = RealDate.UTC(2026, 0, 1);
  let ids = 0;
  let seed = 0;
  const FixedDate = new Proxy(RealDate, {
    construct: (target, values, as) =>
      Reflect.construct(target, values.length ? values : [now], as === FixedDate ? target : as),
    apply: () => new RealDate(now).toString(),
    get: (target, key, receiver) =>
      key === 'now' ? () => now : Reflect.get(target, key, receiver),
  });
  RealDate.prototype.constructor = FixedDate;
  globalThis.Date = FixedDate;
  const random = () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const fill = (array) => {
    const bytes = new Uint8Array(array.buffer ?? array, array.byteOffset ?? 0, array.byteLength);
    bytes.forEach((_, i) => { bytes[i] = Math.floor(random() * 256); });
    return array;
  };
  const uuid = () => '00000000-0000-4000-8000-' + (++ids).toString(16).padStart(12, '0');
  Math.random = random;
  crypto.randomUUID = uuid;
  crypto.randomBytes = (size, then) => {
    const bytes = fill(Buffer.alloc(size));
    return then ? process.nextTick(then, null, bytes) : bytes;
  };
  crypto.randomFillSync = (array, offset = 0, size = undefined) => {
    fill(new Uint8Array(array.buffer ?? array, (array.byteOffset ?? 0) + offset,
      size ?? array.byteLength - offset));
    return array;
  };
  if (globalThis.crypto) {
    const web = Object.getPrototypeOf(globalThis.crypto);
    Object.defineProperty(web, 'randomUUID', { value: uuid, configurable: true, writable: true });
    Object.defineProperty(web, 'getRandomValues', { value: fill, configurable: true, writable: true });
  }
  syncBuiltinESMExports();
  return (millis) => {
    now = millis;
    ids = 0;
    seed = 0;
  };
}

function api(method, place, headers, body) {
  return new Promise((resolve, reject) => {
    const request = http.request(
      { agent, host, port, method, path: base + place, headers },
      (response) => {
        const parts = [];
        response.on('data', (part) => parts.push(part));
        response.on('end', () => resolve({ headers: response.headers, body: Buffer.concat(parts) }));
        response.on('error', reject);
      },
    );
    request.on('error', reject);
    request.end(body);
  });
}

function post(place, text, headers = {}) {
  const body = Buffer.from(text);
  return api('POST', place, { ...headers, 'Content-Type': 'application/json', 'Content-Length': body.length }, body);
}

class Named extends Error {
  constructor(name, message) {
    super(message);
    this.name = name;
  }
}

/** Whether a line of a stack trace is about what called the handler. */
const isOurs = (line) => line.includes(__filename) || /^\s+at .*\bnode:internal\//.test(line);

function described(error) {
  if (error instanceof Error || (error && typeof error === 'object' && 'stack' in error)) {
    return {
      errorType: String(error.name),
      errorMessage: String(error.message),
      trace: String(error.stack ?? '').split('\n').filter((line) => !isOurs(line)),
    };
  }
  return { errorType: error === null ? 'null' : typeof error, errorMessage: String(error), trace: [] };
}

/** Prints an error, as on Lambda, and returns what posts it. */
function printError(error) {
  const seen = described(error);
  process.stderr.write(seen.trace.length > 1 ? seen.trace.join('\n') + '\n' : `${seen.errorType}: ${seen.errorMessage}\n`);
  return (place, headers = {}) => post(place, JSON.stringify(seen), headers);
}

// --- the handler

const STREAMING = Symbol.for('aws.lambda.runtime.handler.streaming');
globalThis.awslambda = {
  streamifyResponse: (handler, options) => {
    handler[STREAMING] = options?.highWaterMark ?? true;
    return handler;
  },
  HttpResponseStream: { from: (stream) => stream },
};

function isModule(file) {
  let folder = path.dirname(file);
  for (;;) {
    try {
      return JSON.parse(fs.readFileSync(path.join(folder, 'package.json'), 'utf8')).type === 'module';
    } catch (error) {
      if (error.code !== 'ENOENT') {
        return false;
      }
    }
    const above = path.dirname(folder);
    if (above === folder || path.basename(folder) === 'node_modules') {
      return false;
    }
    folder = above;
  }
}

const isFile = (file) => fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;

async function load(name) {
  const file = path.resolve(process.env.LAMBDA_TASK_ROOT, name);
  const inner = createRequire(path.join(process.env.LAMBDA_TASK_ROOT, 'noop.js'));
  if (isFile(file)) {
    return inner(file);
  }
  if (isFile(file + '.js')) {
    return isModule(file + '.js') ? import(pathToFileURL(file + '.js').href) : inner(file + '.js');
  }
  if (isFile(file + '.mjs')) {
    return import(pathToFileURL(file + '.mjs').href);
  }
  if (isFile(file + '.cjs')) {
    return inner(file + '.cjs');
  }
  const places = [process.env.LAMBDA_TASK_ROOT, ...(process.env.NODE_PATH || '').split(path.delimiter)];
  return inner(inner.resolve(name, { paths: places.filter(Boolean) }));
}

async function loadNamed(name) {
  try {
    return await load(name);
  } catch (error) {
    if (error instanceof SyntaxError) {
      throw Object.assign(new Named('Runtime.UserCodeSyntaxError', String(error)), { stack: error.stack });
    }
    if (error?.code === 'MODULE_NOT_FOUND' || error?.code === 'ERR_MODULE_NOT_FOUND') {
      throw new Named('Runtime.ImportModuleError', String(error).split('\n')[0]);
    }
    throw error;
  }
}

async function findHandler() {
  const full = process.env._HANDLER;
  const match = /^([^.]*)\.(.*)$/.exec(path.basename(full));
  if (full.includes('..') || !match) {
    throw new Named('Runtime.MalformedHandlerName', full.includes('..')
      ? `'${full}' is not a valid handler name. Use absolute paths when specifying root directories in handler names.`
      : 'Bad handler');
  }
  const loaded = await loadNamed(full.slice(0, full.length - path.basename(full).length) + match[1]);
  const steps = match[2].split('.');
  let found = steps.reduce((at, step) => at?.[step], loaded);
  if (found === undefined && loaded?.default) {
    found = steps.reduce((at, step) => at?.[step], loaded.default);
  }
  if (found === undefined || found === null) {
    throw new Named('Runtime.HandlerNotFound', `${full} is undefined or not exported`);
  }
  if (typeof found !== 'function') {
    throw new Named('Runtime.HandlerNotFound', `${full} is not a function`);
  }
  if (found[STREAMING]) {
    throw new Named('Runtime.StreamingHandler', `${full} streams its response, which does not run here; export a handler that returns it`);
  }
  if (major >= 24 && found.length >= 3) {
    throw new Named('Runtime.CallbackHandlerDeprecated', `${full} takes a callback, which Node.js 24 on Lambda does not support; make it async`);
  }
  return found;
}

// --- calls

let open = null; // the call that is not answered yet

async function respond(call, send) {
  if (call.isAnswered) {
    return;
  }
  call.isAnswered = true;
  open = null;
  const sent = send(endOfOutput(call)).catch(() => exit(1)); // the runtime API is gone
  if (!call.isLast) {
    setImmediate(next); // on the other connection, so that nothing waits for the acknowledgement
  }
  await sent;
}

/** Marks the end of the call's output, if there is any. */
function endOfOutput(call) {
  if (!printed) {
    return {};
  }
  print(`\u0001end ${call.id}\n`);
  printed = false;
  return { 'Standpipe-Output': 'marked' };
}

function succeed(call, value) {
  let text;
  try {
    text = JSON.stringify(value) ?? 'null';
  } catch (error) {
    return fail(call, new Error('Unable to stringify response body'));
  }
  return respond(call, (marks) => post(`invocation/${call.id}/response`, text, marks));
}

function fail(call, error) {
  const send = printError(error);
  return respond(call, (marks) => send(`invocation/${call.id}/error`, marks));
}

function contextOf(headers, call) {
  const deadline = Number(headers['lambda-runtime-deadline-ms']);
  const done = (error, value) => {
    call.value = { error, value };
    if (!context.callbackWaitsForEmptyEventLoop || error) {
      settle(call);
    }
  };
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    logGroupName: process.env.AWS_LAMBDA_LOG_GROUP_NAME,
    logStreamName: process.env.AWS_LAMBDA_LOG_STREAM_NAME,
    invokedFunctionArn: headers['lambda-runtime-invoked-function-arn'],
    awsRequestId: call.id,
    getRemainingTimeInMillis: () => deadline - realNow(),
  };
  if (!(major >= 24)) {
    context.succeed = (value) => done(null, value);
    context.fail = (error) => done(error ?? 'handled');
    context.done = done;
  }
  return context;
}

function settle(call) {
  const { error, value } = call.value ?? {};
  return error === null || error === undefined ? succeed(call, value) : fail(call, error);
}

function handle(headers, body) {
  const call = { id: headers['lambda-runtime-aws-request-id'], isAnswered: false, isLast: false, value: null };
  open = call;
  process.env._X_AMZN_TRACE_ID = headers['lambda-runtime-trace-id'] ?? '';
  fixed(Number(headers['standpipe-fixed-time-ms']));
  const context = contextOf(headers, call);
  try {
    const result = handler(JSON.parse(body.toString('utf8')), context, context.done);
    if (typeof result?.then === 'function') {
      result.then((value) => succeed(call, value), (error) => fail(call, error));
    } else if (major >= 24) {
      succeed(call, result);
    }
  } catch (error) {
    fail(call, error);
  }
}

async function next() {
  try {
    const { headers, body } = await api('GET', 'invocation/next', {});
    setImmediate(handle, headers, body); // outside of this promise, whose failures end the process
  } catch (error) {
    exit(1); // the runtime API is gone
  }
}

async function stop(error, code) {
  try {
    if (open) {
      open.isLast = true;
      await fail(open, error);
    } else {
      await printError(error)('init/error');
    }
  } finally {
    exit(code);
  }
}

process.on('uncaughtException', (error) => stop(error, 129));
process.on('unhandledRejection', (reason) => {
  const error = new Named('Runtime.UnhandledPromiseRejection', String(reason));
  stop(Object.assign(error, { stack: reason?.stack ?? error.stack }), 128);
});
process.on('beforeExit', () => {
  if (open) {
    settle(open); // nothing is left that could answer
  }
});

let handler;
findHandler().then(
  (found) => {
    handler = found;
    next();
  },
  (error) => printError(error)('init/error').finally(() => exit(1)),
);
