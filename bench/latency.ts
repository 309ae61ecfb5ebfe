import { planWords } from "../reporters/plan-words.ts";
import { type Link, type LinkRun, runOverLink } from "./link-run.ts";
import { tableLines } from "./table.ts";

const ADDED_MS = [0, 20, 50, 150];
/** What a default run is to stay under at 50 ms, with every MUST rule judged. */
const MAX_SECONDS = 60;
const SLOW: Link = { latencyMs: 0, slow: { operation: "GetDownloadHandler", ms: 5_000 } };
const MAX_SECONDS_SLOW = 90;

/** The default run over links of several lengths, and on a server of which one operation is slow. */
export async function latency(): Promise<readonly string[]> {
  const runs: (readonly [name: string, run: LinkRun])[] = [];
  for (const latencyMs of ADDED_MS) {
    runs.push([`${latencyMs} ms`, await runOverLink({ latencyMs })]);
  }
  runs.push([`${SLOW.slow?.operation} 5 s`, await runOverLink(SLOW)]);
  const title = [
    "assay run on the reference server in another process, by what is added to a request",
    `  (to stay under ${MAX_SECONDS} s at 50 ms with every MUST rule judged, under ${MAX_SECONDS_SLOW} s with the slow operation)`,
  ];
  const rows = runs.map(([name, run]) => rowOf(name, run));
  const plans = runs.map(
    ([name, { target }]) => `  ${name}: ${target.plan ? planWords(target.plan) : "all cases"}`,
  );
  return [...title, ...tableLines([HEAD, ...rows]).map((line) => `  ${line}`), ...plans];
}

const HEAD = [
  "added",
  "time",
  "processor",
  "requests",
  "cases",
  "verdicts",
  "requests each",
  "MUST judged",
  "inconclusive",
  "exit",
];

function rowOf(name: string, { seconds, cpuSeconds, code, target, verdicts }: LinkRun) {
  const { requests, cases, counts, judged } = target;
  const open = Object.values(counts).reduce((sum, { inconclusive = 0 }) => sum + inconclusive, 0);
  return [
    name,
    `${seconds.toFixed(1)} s`,
    `${cpuSeconds.toFixed(1)} s`,
    String(requests),
    String(cases),
    String(verdicts),
    (requests / verdicts).toFixed(1),
    `${judged.must} of ${judged.applicable}`,
    String(open),
    String(code),
  ];
}
