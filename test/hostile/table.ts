/** What Vitest's JSON reporter writes, as far as it is used. */
export interface VitestResults {
  readonly success: boolean;
  readonly testResults: readonly {
    readonly name: string;
    readonly assertionResults: readonly {
      readonly ancestorTitles: readonly string[];
      readonly status: string;
    }[];
  }[];
}

export interface Table {
  readonly text: string;
  readonly tried: number;
  readonly held: number;
}

/** Every class is the outermost `describe` of its tests. */
const CLASS = /^hostile: (.+)$/;

/** Class × tried × held. What was skipped was not tried; what is of no class is not counted. */
export function tableOf({ testResults }: VitestResults): Table {
  const counts = new Map<string, { tried: number; held: number }>();
  for (const { ancestorTitles, status } of testResults.flatMap((one) => one.assertionResults)) {
    const [, name] = CLASS.exec(ancestorTitles[0] ?? "") ?? [];
    if (name === undefined || !["passed", "failed"].includes(status)) continue;
    const count = counts.get(name) ?? { tried: 0, held: 0 };
    counts.set(name, count);
    count.tried++;
    if (status === "passed") count.held++;
  }
  const rows = [...counts].sort(([one], [other]) => (one < other ? -1 : 1));
  const sum = (key: "tried" | "held"): number => rows.reduce((all, [, one]) => all + one[key], 0);
  const total = { tried: sum("tried"), held: sum("held") };
  const lines = [...rows, ["all", total] as const].map(([name, { tried, held }]) =>
    [name.padEnd(14), String(tried).padStart(6), String(held).padStart(6)].join("  "),
  );
  const head = ["class".padEnd(14), " tried", "  held"].join("  ");
  return { text: `${[head, ...lines].join("\n")}\n`, ...total };
}
