import { visible } from "../../reporters/text/visible.ts";
import type { DeviationsFile } from "../config/deviations/read-deviations.ts";
import type { DeviationsUpdate } from "../judge/known/plan-deviations-update.ts";
import type { Deviation } from "../model/deviation.ts";

/** What became of a deviations file, a line for each entry that was touched or that needs a person. */
export function sayUpdate({ shown, text }: DeviationsFile, update: DeviationsUpdate): string {
  const { add, remove, expired } = update;
  const what = [
    ...(add.length > 0 ? [`${add.length} added`] : []),
    ...(remove.length > 0 ? [`${remove.length} removed`] : []),
    ...(expired.length > 0 ? [`${expired.length} expired and left`] : []),
  ];
  const nothing = text === undefined ? "created, without entries" : "nothing to change";
  const lines = [
    `${visible(shown)}: ${what.join(", ") || nothing}`,
    ...add.map((entry) => `  + ${name(entry)}: ${visible(entry.reason)}`),
    ...remove.map((entry) => `  - ${name(entry)}: its rule holds`),
    ...expired.map((entry) => `  ! ${name(entry)}: expired on ${entry.expires}, and still fails`),
  ];
  return `${lines.join("\n")}\n`;
}

function name({ rule, binding }: Deviation): string {
  return binding === undefined ? rule : `${rule} on ${binding}`;
}
