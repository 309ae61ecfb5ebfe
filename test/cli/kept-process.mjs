// A process that runs the compiled command as often as it is asked to: most of a short run is loading it.
// Each time `main` begins and ends as in a process of its own; only what it has loaded stays.
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const MAIN = pathToFileURL(join(import.meta.dirname, "..", "..", "dist", "src", "cli", "main.js"));
const [node] = process.argv;
let times = 0;

process.on("disconnect", () => process.exit());
process.on("message", async ({ args, cwd, env }) => {
  process.send(await run(args, cwd, env));
});

async function run(args, cwd, env) {
  const before = { ...process.env };
  const [out, err] = [captured(process.stdout), captured(process.stderr)];
  const release = [process, process.stdout, process.stderr].map(listenersSince);
  process.chdir(cwd);
  Object.assign(process.env, env);
  process.argv = [node, MAIN.pathname, ...args];
  process.exitCode = undefined;
  try {
    await import(`${MAIN.href}?${times++}`);
  } catch (error) {
    process.stderr.write(`${error.stack}\n`);
    process.exitCode = 1;
  }
  for (const end of release) end();
  out.restore();
  err.restore();
  for (const name of Object.keys(env)) delete process.env[name];
  Object.assign(process.env, before);
  return { code: process.exitCode ?? 0, stdout: out.text(), stderr: err.text() };
}

function captured(stream) {
  const { write } = stream;
  const chunks = [];
  stream.write = (chunk, encoding, done) => {
    chunks.push(Buffer.from(chunk));
    const told = typeof encoding === "function" ? encoding : done;
    if (told) process.nextTick(told);
    return true;
  };
  return {
    text: () => Buffer.concat(chunks).toString("utf8"),
    restore: () => {
      stream.write = write;
    },
  };
}

/** Takes off what listens since now; what waits for the end of the process is told that it ended. */
function listenersSince(emitter) {
  const before = new Map(emitter.eventNames().map((name) => [name, emitter.rawListeners(name)]));
  return () => {
    for (const name of emitter.eventNames()) {
      for (const listener of emitter.rawListeners(name)) {
        if (before.get(name)?.includes(listener)) continue;
        emitter.removeListener(name, listener);
        if (name === "exit") listener.call(process, process.exitCode ?? 0);
      }
    }
  };
}
