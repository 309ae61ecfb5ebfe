import { createServer } from "node:net";
import { dirname, resolve } from "node:path";
import { NULL_SERVERS, type NullServerName } from "../../reference/null-servers.ts";
import { startNullServer } from "../../reference/start-null-server.ts";
import { buildTarget } from "../config/targets/build-target.ts";
import type { RawService } from "../config/targets/raw-target.ts";
import type { OwnBench } from "../model/own-bench.ts";
import type { Specs } from "../model/rule.ts";
import type { Target } from "../model/target.ts";
import { LaunchError, type Launched, launch } from "../run/target/launch.ts";
import { type Bench, EVERYTHING, withTickets } from "./bench.ts";

/** Another process may take a free port before the server does. */
const TRIES = 3;
/** It answers with what it recorded of the built-in services. */
const RECORDING: NullServerName = "frozen-replay";

/** A server of one's own, started anew for each fault and dialect. */
export function ownBench(own: OwnBench): Bench {
  const { service, faults, dialects } = own;
  return {
    faults: faults.map((fault) => ({ ...fault, class: "answers", visibility: "single-call" })),
    dialects: dialects.map((dialect) => ({ ...dialect, http: { multipart: false } })),
    nullServers: NULL_SERVERS.filter(({ name }) => name !== RECORDING),
    defaultDialect: dialects[0]?.name ?? "default",
    rulesOf: (rules) => rules.filter((rule) => rule.service === service),
    runsOn: (_, asked) => asked,
    async start({ specs, fault = "", dialect }) {
      const { launched, port } = await launchOwn(own, { fault, dialect });
      const target = targetOf(own, specs, (text) => text.replaceAll("{port}", String(port)));
      return { target, asked: undefined, close: () => launched.stop() };
    },
    async startNull(name) {
      const server = await startNullServer(name as NullServerName);
      const { port } = new URL(server.url);
      return {
        target(specs, entrance, timeoutMs) {
          const target = targetOf(own, specs, (text) => text.replaceAll("{port}", port));
          const entered = entrance === "ticket" ? withTickets(target, specs.services) : target;
          return { ...entered, limits: { ...target.limits, timeoutMs } };
        },
        freeze: () => server.freeze(),
        close: () => server.close(),
      };
    },
  };
}

async function launchOwn(
  { file: own, server, target }: OwnBench,
  how: { readonly fault: string; readonly dialect: string },
): Promise<{ readonly launched: Launched; readonly port: number }> {
  for (let left = TRIES; ; left--) {
    const port = await freePort();
    const fill = (text: string): string =>
      text
        .replaceAll("{port}", String(port))
        .replaceAll("{fault}", how.fault)
        .replaceAll("{dialect}", how.dialect);
    const { command, args, env, cwd, ready = target.baseUrl, timeoutMs } = server;
    try {
      const launched = await launch({
        command,
        args: args.map(fill),
        env: Object.fromEntries(Object.entries(env).map(([name, text]) => [name, fill(text)])),
        cwd: resolve(dirname(own), cwd),
        ready: fill(ready),
        timeoutMs,
      });
      return { launched, port };
    } catch (error) {
      if (!(error instanceof LaunchError) || left <= 1) throw error;
    }
  }
}

function targetOf(
  { service, target }: OwnBench,
  specs: Specs,
  fill: (text: string) => string,
): Target {
  const settings = filled(target, fill) as RawService;
  const { services } = specs;
  const raw = { services: { [service]: settings } };
  const { services: entries } = buildTarget(EVERYTHING.name, raw, {
    folder: process.cwd(),
    services,
  });
  return { ...EVERYTHING, services: entries };
}

function filled(value: unknown, fill: (text: string) => string): unknown {
  if (typeof value === "string") return fill(value);
  if (Array.isArray(value)) return value.map((one) => filled(one, fill));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, one]) => [key, filled(one, fill)]));
}

function freePort(): Promise<number> {
  return new Promise((resolvePort, reject) => {
    const server = createServer();
    server.once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      const port = typeof address === "object" && address ? address.port : 0;
      server.close(() => resolvePort(port));
    });
  });
}
