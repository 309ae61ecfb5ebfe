import { loadSpecs } from "../built-in/load-specs.ts";
import { loadVocabulary } from "../built-in/load-vocabulary.ts";
import { readVerdicts } from "../config/files/verdicts-file.ts";
import { buildReport } from "../judge/report/build-report.ts";
import { sealReport } from "../judge/report/seal-report.ts";
import { UsageError } from "../model/errors.ts";
import type { Report } from "../model/report.ts";
import { inEdition } from "../rules/select/in-edition.ts";

/**
 * The report of a run that was killed, from the verdicts that had fallen: incomplete, as that of a run which
 * was interrupted.
 *
 * @throws UsageError also for rule files that are not those of the run (`rules-differ`)
 */
export async function partialReport(path: string): Promise<Report> {
  const { header, lines } = readVerdicts(path);
  const { folders, digest } = header.specs;
  const cwd = process.cwd();
  const vocabulary = await loadVocabulary(folders, cwd);
  const specs = inEdition(loadSpecs(folders, cwd, vocabulary), header.run.edition);
  if (specs.digest !== digest) {
    const message = `the rule files of this installation (${specs.digest}) are not those of the run (${digest})`;
    const hint = `use assay ${header.tool.version} with the rule files of the run`;
    throw new UsageError("rules-differ", [{ message, hint }]);
  }
  const rules = new Map(specs.rules.map((rule) => [rule.id, rule]));
  const verdicts = lines.map(({ verdict }) => verdict);
  const least = new Map(header.targets.map(({ name, least }) => [name, least]));
  return sealReport(
    buildReport({
      version: header.tool.version,
      toolDigest: header.tool.digest,
      run: { ...header.run, durationMs: lines.at(-1)?.atMs ?? 0, complete: false },
      specs,
      selected: header.selected.flatMap(({ rule: id, bindings }) => {
        const rule = rules.get(id);
        return rule ? [{ rule, bindings }] : [];
      }),
      elsewhere: header.elsewhere,
      least: (name) => least.get(name),
      targets: header.targets.map(({ least, ...target }) => ({
        ...target,
        // What a run says besides at its end; its journal has what is left.
        requests: verdicts
          .filter((verdict) => verdict.target === target.name)
          .reduce((sum, { requests }) => sum + requests, 0),
        leftovers: [],
      })),
      verdicts,
    }),
  );
}
