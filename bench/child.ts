import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";

/** What a client says at its end. */
export interface Measured {
  readonly done: number;
  readonly seconds: number;
  readonly cpuSeconds: number;
}

/** A program of this folder in a process of its own. */
export function start(name: string, args: readonly (number | string)[] = []): ChildProcess {
  return fork(join(import.meta.dirname, `${name}.js`), args.map(String));
}

/** The server that all clients call, and the port it took. */
export async function startTrivialServer(): Promise<{
  readonly port: number;
  readonly stop: () => void;
}> {
  const server = start("trivial-server");
  const [{ port }] = (await once(server, "message")) as [{ port: number }];
  return { port, stop: () => void server.kill() };
}

/**
 * The figures of a client once it has ended.
 *
 * @throws when it ended without any
 */
export async function figuresOf(
  child: ChildProcess,
  onProgress: (sent: number) => void = () => undefined,
): Promise<Measured> {
  let measured: Measured | undefined;
  child.on("message", (message: Measured | { readonly sent: number }) => {
    if ("sent" in message) onProgress(message.sent);
    else measured = message;
  });
  await once(child, "exit");
  if (!measured) throw new Error("a measured process ended without figures");
  return measured;
}
