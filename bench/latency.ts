import { planWords } from "../reporters/plan-words.ts";
import { type Link, type LinkRun, runOverLink } from "./link-run.ts";

const ADDED_MS = [0, 20, 50, 150];
/** What a default run is to stay under at 50 ms, with every MUST rule judged. */
const MAX_SECONDS = 60;
const SLOW: Link = { latencyMs: 0, slow: { operation: "GetDownloadHandler", ms: 5_000 } };
const MAX_SECONDS_SLOW = 90;

/** The default run over links of several lengths. */
export async function latency(): Promise<readonly string[]> {
  const lines = [`assay run over a link (at 50 ms to stay under ${MAX_SECONDS} s)`];
  for (const latencyMs of ADDED_MS) {
    lines.push(...words(`${latencyMs} ms`, await runOverLink({ latencyMs })));
  }
  return lines;
}

/** The default run on a server of which one operation is slow. */
export async function slowOperation(): Promise<readonly string[]> {
  const title = `assay run where ${SLOW.slow?.operation} takes 5 s (to stay under ${MAX_SECONDS_SLOW} s)`;
  return [title, ...words("5 s", await runOverLink(SLOW))];
}

function words(name: string, { seconds, code, target }: LinkRun): readonly string[] {
  const { requests, cases, counts, judged, plan } = target;
  const verdicts = Object.entries(counts).map(
    ([level, of]) =>
      `${level} ${Object.entries(of)
        .map(([kind, n]) => `${n} ${kind}`)
        .join(", ")}`,
  );
  return [
    `  ${name.padEnd(7)} ${seconds.toFixed(1)} s, exit code ${code}, ${requests} requests, ${cases} cases`,
    `          ${judged.must} of ${judged.applicable} MUST rules judged; ${verdicts.join("; ")}`,
    `          ${plan ? planWords(plan) : "all cases"}`,
  ];
}
