import type { FormatName } from "../../reporters/registry.ts";
import type { FailOn } from "../judge/report/exit-code.ts";

/** What `assay import` takes; which of it means something depends on the kind of the file. */
export interface ImportOptions {
  readonly out?: string;
  readonly force?: boolean;
  readonly service?: string;
  readonly url?: string;
  readonly specs?: readonly string[];
  readonly target?: string;
  readonly targets?: string;
  readonly format?: readonly FormatName[];
  readonly edition?: string;
  readonly sign?: string;
  readonly failOn?: FailOn;
  readonly verbose?: boolean;
  readonly quiet?: boolean;
  readonly color: boolean;
}
