import { success } from "../answer.ts";
import type { Operation } from "../operation.ts";

/** Says what the server is; takes no ticket, so that anybody can ask whether it is alive. */
export const serverInfo: Operation<"server-info-needs-ticket"> = {
  name: "ServerInfo",
  parameters: [],
  run: (call, { dialect }, faults) => {
    // SRV-01: without a ticket
    if (faults.has("server-info-needs-ticket")) call.user();
    return success({
      ApplicationName: "Assay reference server",
      Dialect: dialect.name,
      AnonymousAccessIsOn: dialect.policy.anonymousReads,
    });
  },
};
