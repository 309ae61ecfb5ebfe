import type { Others } from "../target/read-write-lock.ts";
import type { FromWorker, ToWorker } from "./messages.ts";

/** The other workers of a run, as one of them sees them: by what it is told, and tells, about turns. */
export interface OtherWorkers extends Others {
  hear(message: ToWorker): void;
}

/**
 * @param tell takes what is to be told
 * @param signal once it is aborted nothing waits for the others any more: no case is judged by what comes then
 */
export function otherWorkers(
  tell: (message: FromWorker) => void,
  signal: AbortSignal,
): OtherWorkers {
  let keepQuiet: Parameters<Others["obey"]>[0] | undefined;
  let onTurn: () => void = () => undefined;
  /** While others have their turn. */
  let held: { readonly until: Promise<void>; readonly release: () => void } | undefined;

  const obeyed = async (until: Promise<void>): Promise<void> => {
    // Where no target is open there is no case.
    const isQuiet = keepQuiet ? await keepQuiet(until) : true;
    if (isQuiet && held?.until === until) tell({ kind: "quiet" });
  };
  const release = (): void => {
    held?.release();
    held = undefined;
  };
  signal.addEventListener("abort", () => {
    release();
    onTurn();
  });

  return {
    async quiet() {
      if (!signal.aborted) {
        const turn = new Promise<void>((resolve) => {
          onTurn = resolve;
        });
        tell({ kind: "asks" });
        await turn;
      }
      return () => tell({ kind: "over" });
    },
    obey(keep) {
      keepQuiet = keep;
      if (held) void keep(held.until);
    },
    hear({ kind }) {
      if (kind === "turn") onTurn();
      if (kind === "go") release();
      if (kind !== "hold" || signal.aborted) return;
      let resolve: () => void = () => undefined;
      const until = new Promise<void>((done) => {
        resolve = done;
      });
      held = { until, release: resolve };
      void obeyed(until);
    },
  };
}
