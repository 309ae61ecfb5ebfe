import type { ServiceName } from "./target.ts";

/** A server of one's own with faults, as a pack of rule files describes it. Plain data. */
export interface OwnBench {
  readonly service: ServiceName;
  /** The file that describes it, as messages name it. */
  readonly file: string;
  /** How it is started; `{port}`, `{fault}` and `{dialect}` stand for what they say. */
  readonly server: {
    readonly command: string;
    readonly args: readonly string[];
    readonly env: Readonly<Record<string, string>>;
    /** From the folder of that file. */
    readonly cwd: string;
    readonly ready?: string;
    readonly timeoutMs: number;
  };
  /** The service's part of targets.json, with `{port}`. */
  readonly target: { readonly baseUrl: string; readonly [setting: string]: unknown };
  readonly faults: readonly OwnFault[];
  /** At least one; the first is the one that has the faults. */
  readonly dialects: readonly OwnDialect[];
}

/** One small deviation from the documents. */
export interface OwnFault {
  readonly name: string;
  readonly title: string;
  readonly statements: readonly string[];
  readonly dialect?: string;
}

/** A legal way to obey the documents. */
export interface OwnDialect {
  readonly name: string;
  readonly description: string;
  readonly edition?: string;
  /** By SHOULD statement: why it is broken all the same. */
  readonly reasons: Readonly<Record<string, string>>;
}
