import type { OwnBench, OwnDialect, OwnFault } from "../../model/own-bench.ts";
import type { Statement } from "../../model/rule.ts";
import type { ServiceName } from "../../model/target.ts";
import type { SourceDocument } from "../../schema/document.ts";
import { unknownName } from "../check/unknown-name.ts";
import type { Problems } from "../source/collect-problems.ts";

/** A file of faults as written; the grammar was checked before. */
interface BenchSource {
  readonly service: ServiceName;
  readonly server: Partial<OwnBench["server"]> & { readonly command: string };
  readonly target: OwnBench["target"];
  readonly faults: Readonly<Record<string, Omit<OwnFault, "name">>>;
  readonly dialects?: Readonly<
    Record<string, Omit<OwnDialect, "name" | "reasons"> & Partial<Pick<OwnDialect, "reasons">>>
  >;
}

/** The one dialect of a server that names none. */
const ONLY: NonNullable<BenchSource["dialects"]> = { default: { description: "The server." } };
const TIMEOUT_MS = 60_000;

/** The servers of one's own, each checked against what else the rule files say. */
export function compileBenches(
  documents: readonly SourceDocument[],
  {
    services,
    statements,
  }: {
    readonly services: ReadonlyMap<ServiceName, unknown>;
    readonly statements: ReadonlyMap<string, Statement>;
  },
  problems: Problems,
): readonly OwnBench[] {
  return documents.map((document) => {
    const source = document.value as BenchSource;
    const { service, server, target, faults, dialects = ONLY } = source;
    if (!services.has(service)) {
      const at = document.positionOf(["service"]);
      problems.add(
        unknownName("service", service, services.keys(), at, { missingFrom: "service" }),
      );
    }
    for (const [name, fault] of Object.entries(faults)) {
      fault.statements.forEach((id, index) => {
        if (statements.has(id)) return;
        const at = document.positionOf(["faults", name, "statements", index]);
        problems.add(
          unknownName("statement", id, statements.keys(), at, { missingFrom: "statements" }),
        );
      });
      if (fault.dialect === undefined || Object.hasOwn(dialects, fault.dialect)) continue;
      const at = document.positionOf(["faults", name, "dialect"]);
      problems.add(unknownName("dialect", fault.dialect, Object.keys(dialects), at));
    }
    return {
      service,
      file: document.file,
      server: {
        args: [],
        cwd: ".",
        env: {},
        timeoutMs: TIMEOUT_MS,
        ...server,
      },
      target,
      faults: Object.entries(faults).map(([name, fault]) => ({ name, ...fault })),
      dialects: Object.entries(dialects).map(([name, dialect]) => ({
        name,
        reasons: {},
        ...dialect,
      })),
    };
  });
}
