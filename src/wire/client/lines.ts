import type { Reply } from "../../model/call.ts";
import { failureOf } from "./failure-of.ts";
import { type Line, openLine } from "./line.ts";
import { checkOrigin, type RawOptions, type RawRequest } from "./raw.ts";
import { connectRaw } from "./raw-connection.ts";

/** The connections that raw requests name. */
export interface Lines {
  /** Over the connection of that name, or a new one where there is none, or no longer; rejects as `sendRaw` does. */
  send(request: RawRequest, name: string, options: RawOptions): Promise<Reply>;
  hangUp(name: string): void;
  close(): void;
}

export function createLines(): Lines {
  const lines = new Map<string, Promise<Line>>();

  async function lineOf(url: string, name: string, options: RawOptions): Promise<Line> {
    const known = lines.get(name);
    const line = await known;
    if (line?.isUsable()) return line;
    // Another request may have opened one while this one waited.
    const current = lines.get(name);
    if (current !== undefined && current !== known) return current;
    const opened = connectRaw(new URL(url), options).then((connection) =>
      openLine(connection, options.timeoutMs),
    );
    lines.set(name, opened);
    return opened;
  }

  const end = (line: Promise<Line>): void => {
    line.then((one) => one.end()).catch(() => undefined);
  };

  return {
    send: async (request, name, options) => {
      checkOrigin(request, options);
      const started = performance.now();
      const took = (): number => performance.now() - started;
      try {
        const line = await lineOf(request.url, name, options);
        const outcome = await line.exchange(request);
        return "code" in outcome
          ? { kind: "failure", ...outcome, durationMs: took() }
          : { kind: "response", ...outcome, durationMs: took() };
      } catch (error) {
        lines.delete(name);
        return { kind: "failure", ...failureOf(error, false), durationMs: took() };
      }
    },
    hangUp: (name) => {
      const line = lines.get(name);
      lines.delete(name);
      if (line) end(line);
    },
    close: () => {
      for (const line of lines.values()) end(line);
      lines.clear();
    },
  };
}
