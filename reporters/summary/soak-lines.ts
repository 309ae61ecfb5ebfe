import type { TargetReport } from "../../src/model/report.ts";
import { count } from "../text/count.ts";
import { formatDuration } from "../text/format-duration.ts";

/** What a campaign saw in the long run, one line each: what became slower, and what vanished; and that it looked. */
export function soakLines({ soak }: Pick<TargetReport, "soak">): readonly string[] {
  if (!soak) return [];
  const { durationMs, slowed, looked, vanished } = soak;
  const time = formatDuration(durationMs);
  const slower = slowed.map(
    ({ operation, binding, firstMs, lastMs }) =>
      `observed: ${operation} on ${binding} became slower in ${time}: half of its answers took ${firstMs} ms or longer at first, ${lastMs} ms in the end`,
  );
  const [first] = vanished;
  const gone =
    first === undefined
      ? []
      : [
          `observed: ${vanished.length} of ${count(looked, "thing")} that nobody touched were gone when they were looked at, the first, ${/^[aeiou]/.test(first.what) ? "an" : "a"} ${first.what}, after ${formatDuration(first.ageMs)}: ${first.answer}`,
        ];
  const all = [...slower, ...gone];
  if (all.length > 0) return all;
  return [
    `observed: in ${time} no operation became slower, and ${count(looked, "thing")} that nobody touched were there when they were looked at`,
  ];
}
