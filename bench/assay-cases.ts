import { loadSpecs } from "../src/built-in/load-specs.ts";
import { VOCABULARY } from "../src/built-in/vocabulary.ts";
import type { Target } from "../src/model/target.ts";
import { keepHeapLean } from "../src/run/campaign/lean-heap.ts";
import { judgeUnit } from "../src/run/case/judge-unit.ts";
import { openTarget } from "../src/run/target/open-target.ts";

/** A rule of one call whose input is generated: what Assay does most. */
const RULE = "inforouter.delete-upload-handler.malformed-guid";
const TIMEOUT_MS = 10_000;
/** How often it says how far it is. */
const TELL_MS = 100;
/** Cases before the measured ones: a run's first second is the compiler's. */
const WARM_UP = 5_000;

/** Gets ready to check cases of one rule over some connections, with as many properties in flight. */
async function prepare(port: number, connections: number): Promise<CheckCases> {
  const specs = loadSpecs([], process.cwd());
  const rule = specs.rules.find(({ id }) => id === RULE);
  if (!rule) throw new Error(`no rule ${RULE}`);
  const open = await openTarget({
    target: trivialTarget(port, connections),
    operations: specs.operations,
    services: specs.services,
    seed: 1,
    tag: "bench",
  });
  const judge = async (runs: number, round: number): Promise<number> => {
    const of = { open, rule, bindings: ["get"], runs, round, vocabulary: VOCABULARY } as const;
    const { verdict, reason, cases } = await judgeUnit(of);
    if (verdict !== "pass") throw new Error(`${verdict}: ${reason}`);
    return cases;
  };
  return {
    sent: () => open.client.stats().requests,
    close: () => open.close(),
    check: async (cases, round) => {
      const runs = Math.ceil(cases / connections);
      const each = Array.from({ length: connections }, (_, index) => index);
      const done = await Promise.all(each.map((one) => judge(runs, round * connections + one)));
      return done.reduce((sum, one) => sum + one, 0);
    },
  };
}

interface CheckCases {
  /** Judges so many cases, other ones in every round, and says how many they were. */
  check(cases: number, round: number): Promise<number>;
  /** Requests so far. */
  sent(): number;
  close(): Promise<void>;
}

function trivialTarget(port: number, concurrency: number): Target {
  return {
    name: "trivial",
    services: {
      inforouter: {
        baseUrl: `http://127.0.0.1:${port}/srv.asmx`,
        bindings: ["get"],
        users: { owner: { uid: "owner", pwd: "owner-password" } },
        operations: { absent: [] },
      },
    },
    limits: { requestsPerSecond: 0, concurrency, timeoutMs: TIMEOUT_MS, maxUploadBytes: 2 ** 28 },
    safety: "sandbox",
    tls: { rejectUnauthorized: true },
    authorized: false,
  };
}

const [port = 0, connections = 1, cases = 1, tells = 0] = process.argv.slice(2).map(Number);
keepHeapLean();
const ready = await prepare(port, connections);
await ready.check(WARM_UP, 1);
// Only who asks for it is told: bare undici does not tell, either.
const tell = (): unknown => process.send?.({ sent: ready.sent() });
const timer = tells > 0 ? setInterval(tell, TELL_MS) : undefined;
const before = process.cpuUsage();
const started = performance.now();
const done = await ready.check(cases, 2);
const { user, system } = process.cpuUsage(before);
process.send?.({
  done,
  seconds: (performance.now() - started) / 1000,
  cpuSeconds: (user + system) / 1e6,
});
clearInterval(timer);
await ready.close();
process.disconnect?.();
