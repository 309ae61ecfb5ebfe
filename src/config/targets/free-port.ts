import { Worker } from "node:worker_threads";
import type { Launch, Target } from "../../model/target.ts";
import { isObject } from "../../schema/schema-object.ts";

/** Stands for a free port of this machine: the server is told it, and asked there. */
export const PORT = "{port}";

/** Listens where the system gives it a port, says which, and ends. */
const ASK = `
const { workerData: said } = require("node:worker_threads");
const tell = (port) => { Atomics.store(said, 0, port); Atomics.notify(said, 0); };
const server = require("node:net").createServer().on("error", () => tell(-1));
server.listen(0, "127.0.0.1", () => { const { port } = server.address(); server.close(() => tell(port)); });
`;
const ASK_MS = 10_000;

/** What was given to targets of this process: none has that of another. */
const given = new Set<number>();

/** An entry in which `{port}` is a free port, and which one; as it is where its `launch` says nothing of a port. */
export function withFreePort(entry: unknown): {
  readonly entry: unknown;
  readonly port: number | undefined;
} {
  if (!isObject(entry) || !JSON.stringify(entry["launch"] ?? null).includes(PORT)) {
    return { entry, port: undefined };
  }
  const port = freePort();
  const { launch, services, ...others } = entry;
  return {
    entry: {
      ...others,
      launch: replaced(launch, PORT, String(port)),
      ...(services === undefined ? {} : { services: replaced(services, PORT, String(port)) }),
    },
    port,
  };
}

/** A target that was given a free port, on the port that it had in an earlier run. */
export function onPort(target: Target, port: number): Target {
  const { launch, services } = target;
  if (launch?.freePort === undefined) return target;
  const moved = replaced({ launch, services }, String(launch.freePort), String(port)) as Pick<
    Target,
    "services"
  > & { readonly launch: Launch };
  return { ...target, ...moved, launch: { ...moved.launch, freePort: port } };
}

/** Every text of a value with another for a part of it. */
function replaced(value: unknown, part: string, by: string): unknown {
  if (typeof value === "string") return value.replaceAll(part, by);
  if (Array.isArray(value)) return value.map((item) => replaced(item, part, by));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, replaced(member, part, by)]),
  );
}

/** Asked by a thread of its own: targets are read without waiting. */
function freePort(): number {
  for (;;) {
    const said = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT));
    new Worker(ASK, { eval: true, workerData: said }).unref();
    Atomics.wait(said, 0, 0, ASK_MS);
    const port = Atomics.load(said, 0);
    if (port <= 0) throw new Error("this machine has no free port");
    if (given.has(port)) continue;
    given.add(port);
    return port;
  }
}
