import { join } from "node:path";
import { prepareFolder } from "../config/files/write-reports.ts";
import { writeWhole } from "../config/files/write-whole.ts";
import { EXIT } from "../judge/report/exit-code.ts";
import { provePublic } from "../prove/public/prove-public.ts";
import { isEnough, planPublic } from "../prove/public/public-proof.ts";
import { publicSummary } from "../prove/public/public-summary.ts";
import { renderPublic } from "../prove/public/render-public.ts";
import { newTag } from "../run/target/open-target.ts";
import { onInterrupt } from "./interrupt.ts";
import { loadRules } from "./load-rules.ts";
import { sayFolder } from "./say-folder.ts";
import { showProofProgress } from "./show-proof-progress.ts";
import { colored, print } from "./terminal.ts";

export interface PublicOptions {
  readonly fault?: readonly string[];
  readonly specs?: readonly string[];
  readonly seeds: number;
  readonly runs: number;
  readonly workers: number;
  readonly out: string;
  readonly quiet?: boolean;
  readonly color: boolean;
}

/** `assay prove --public`: what a run with default settings finds of the world's faults. */
export async function scorePublic(options: PublicOptions): Promise<number> {
  const { fault, specs, out, workers, runs } = options;
  const { rules, folders } = await loadRules(specs ? { specs } : {});
  const plan = planPublic(rules, options);
  const folder = prepareFolder(out, newTag());
  sayFolder(folder);
  const interrupt = onInterrupt();
  const progress = showProofProgress(options.quiet ?? false);
  const proof = await provePublic(
    { ...plan, runs, narrowed: fault !== undefined },
    {
      workers,
      specs: folders,
      signal: interrupt.signal,
      command: ["assay", ...process.argv.slice(2)].join(" "),
      onPlan: progress.begin,
      onResult: progress.result,
    },
  ).finally(progress.end);
  const files = [
    { path: join(folder.path, "public.json"), text: `${JSON.stringify(proof, null, 2)}\n` },
    { path: join(folder.path, "public.md"), text: renderPublic(proof) },
  ];
  for (const { path, text } of files) writeWhole(path, text);
  const shown = { color: colored(options), paths: files.map(({ path }) => path) };
  print(publicSummary(proof, shown), { colors: shown.color });
  interrupt.release();
  if (!proof.run.complete) return EXIT.interrupted;
  return isEnough(proof) ? EXIT.conforms : EXIT.violated;
}
