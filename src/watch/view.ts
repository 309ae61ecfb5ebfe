import type { ProgressState } from "../../reporters/summary/progress.ts";
import type { Report } from "../model/report.ts";
import type { WatchState } from "./watch-state.ts";

/** All that the screen of a watch shows. Plain data, without secrets; texts may quote a server. */
export interface View {
  readonly state: WatchState;
  /** The names of the targets. */
  readonly targets: readonly string[];
  readonly seed: number;
  /** How many rules are judged, once they are read. */
  readonly rules?: number;
  /** Of the round under way, once there is something to say. */
  readonly progress?: ProgressState;
  /** Failures of the round under way, a line each, the first one first. */
  readonly fallen: readonly string[];
  /** Of the last round, once it is finished. */
  readonly report?: Report;
  /** From the change, or the key, to the end of that round. */
  readonly tookMs?: number;
  /** Why nothing could be judged: files that are wrong, a server that does not start. */
  readonly problems: readonly string[];
  /** What else there is to know. */
  readonly notes: readonly string[];
  /** By target: the last lines that its server printed, where that may explain something. */
  readonly logs: Readonly<Record<string, readonly string[]>>;
  /** All that was started has stopped: the last that is shown. */
  readonly isOver?: true;
}
