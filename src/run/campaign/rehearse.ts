import type { CasePlan } from "../../model/case-plan.ts";
import type { Target } from "../../model/target.ts";
import { unitName } from "../../rules/select/plan-units.ts";
import type { Vocabulary } from "../case/vocabulary.ts";
import type { Rehearsal } from "../plan/plan-by-bytes.ts";
import type { CampaignPlan } from "./campaign-plan.ts";
import { judgeInProcess } from "./judge-in-process.ts";
import { runCampaign } from "./run-campaign.ts";

/** The built-in server in the shape of a target, with which a run of it is rehearsed. */
export function standIn({ launch: _, embedded, services, ...target }: Target): Target {
  if (embedded) return { ...target, services, embedded: { ...embedded, faults: [] } };
  return { ...target, services: {}, embedded: { like: services } };
}

/**
 * What the cases of a run would send to a target that conforms, by sending them to the built-in server: the target
 * itself gets no traffic.
 *
 * @param plan the run; what else it has targets for does not count
 * @param made what of its cases are taken, where not all are
 */
export async function rehearse(
  plan: CampaignPlan,
  target: Target,
  vocabulary: Vocabulary,
  made: CasePlan | undefined,
  signal: AbortSignal = new AbortController().signal,
): Promise<Rehearsal> {
  const rows = new Map<string, SentCase[][]>();
  const { effort, journal: _, first: __, ...whole } = plan;
  const levels = new Map(plan.rules.map(({ id, level }) => [id, level]));
  const { bytesPerSecond: ___, runBytes: ____, ...limits } = target.limits;
  const engine = judgeInProcess(
    { ...vocabulary, checks: new Map() },
    {
      shrink: false,
      onCase: ({ rule, bindings }, { row, ...sent }) => {
        const key = unitName(rule, bindings);
        const ofUnit = rows.get(key) ?? [];
        rows.set(key, ofUnit);
        ofUnit[row] ??= [];
        ofUnit[row].push(sent);
      },
    },
  );
  const { targets } = await runCampaign({
    ...whole,
    targets: [standIn({ ...target, limits: { ...limits, requestsPerSecond: 0 } })],
    effort: { vocabulary, spread: effort?.spread === true, measured: false, given: () => made },
    signal,
    engine,
    onPlan: () => undefined,
    onVerdict: () => undefined,
  });
  const all = targets[0]?.bytesSent ?? 0;
  const perRequest = besides([...rows.values()].flat(2), all);
  const units = [...rows].map(([key, ofUnit]) => ({
    key,
    level: levels.get(key.slice(0, key.indexOf(" "))) ?? "MAY",
    rows: Array.from(ofUnit, (cases = []) =>
      cases.map(({ bytes, requests }) => Math.round(bytes + requests * perRequest)),
    ),
  }));
  return { units, all };
}

/** What a case sent. */
interface SentCase {
  readonly bytes: number;
  readonly requests: number;
}

/**
 * The bytes that belong to no case, for each request of one: sessions, controls and clean-up are the more the more
 * cases there are, and fall away with the cases that do.
 */
function besides(cases: readonly SentCase[], all: number): number {
  const sum = (of: (one: SentCase) => number): number =>
    cases.reduce((total, one) => total + of(one), 0);
  const rest = all - sum(({ bytes }) => bytes);
  const requests = sum((one) => one.requests);
  return Math.max(0, rest) / Math.max(1, requests);
}
