import type { TusExtension, TusPolicy } from "../dialect/tus-policy.ts";
import type { TusUploads } from "./uploads.ts";

/** Everything that the operations of one server work on. */
export interface TusState {
  /** `http://host:port`. */
  readonly address: string;
  readonly policy: TusPolicy;
  readonly uploads: TusUploads;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
}

/** Whether the server offers an extension. */
export function offers({ policy }: TusState, extension: TusExtension): boolean {
  return policy.extensions.includes(extension);
}
