import type { ServiceAdapter } from "../../run/target/target-parts.ts";
import { completeCall } from "./complete-call.ts";
import { TUS } from "./name.ts";
import { readStored } from "./read-stored.ts";

/** What the data of tus cannot say: what a target wants of every creation, and where stored bytes are. */
export const tusAdapter: ServiceAdapter = {
  service: TUS,
  complete: completeCall,
  call: readStored,
};
