import type { Gap } from "./proof.ts";
import type { JobResult } from "./proof-job.ts";
import type { ProofPlan } from "./proof-plan.ts";
import { dialectGaps, proveDialects } from "./prove-dialects.ts";
import { faultGaps, proveFaults } from "./prove-faults.ts";
import { nullServerGaps, proveNullServers } from "./prove-null-servers.ts";

/** What is wrong by one result alone, to be told while a proof goes on. */
export function gapsOfResult(plan: ProofPlan, result: JobResult): readonly Gap[] {
  switch (result.kind) {
    case "fault": {
      const faults = plan.faults.filter(({ name }) => name === result.fault);
      const gaps = faultGaps({ ...plan, faults }, proveFaults({ faults }, [result]));
      return gaps.filter(({ kind }) => kind !== "claim-unknown");
    }
    case "dialect": {
      const dialects = plan.dialects.filter(({ name }) => name === result.dialect);
      const gaps = dialectGaps(plan, proveDialects({ ...plan, dialects }, [result]));
      return gaps.filter(({ kind }) => kind !== "reason-unused");
    }
    case "null-server": {
      const nullServers = plan.nullServers.filter(({ name }) => name === result.server);
      return nullServerGaps(proveNullServers({ ...plan, nullServers }, [result]));
    }
    default:
      return result satisfies never;
  }
}
