import { success } from "../answer.ts";
import type { Operation } from "../operation.ts";

/** Says what the server is; takes no ticket, so that anybody can ask whether it is alive. */
export const serverInfo: Operation<never> = {
  name: "ServerInfo",
  parameters: [],
  run: (_call, { dialect }) =>
    success({
      ApplicationName: "Assay reference server",
      Dialect: dialect.name,
      AnonymousAccessIsOn: dialect.policy.anonymousReads,
    }),
};
