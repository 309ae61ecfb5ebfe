import type { Faults } from "../faults.ts";
import { Refusal } from "./answer.ts";
import type { Call } from "./call.ts";
import { MIN_CHUNK_SIZE, negotiateChunkSize } from "./chunk-size.ts";
import type { InfoRouterState } from "./state.ts";

/** The faults of the size that CreateUploadHandler negotiates. */
export type UploadSizeFault =
  | "create-ignores-asked-size"
  | "clamp-rounds-down"
  | "clamp-minimum-off-by-one"
  | "clamp-minimum-missing"
  | "clamp-maximum-off-by-one"
  | "clamp-maximum-missing"
  | "clamp-is-refused"
  | "default-size-below-minimum"
  | "default-size-varies"
  | "zero-size-is-refused"
  | "negative-size-gets-default"
  | "negative-size-loses-sign"
  | "get-binding-off-by-one"
  | "post-binding-off-by-one";

const KILOBYTE = 1024;

/** The chunk size of a new upload handler, in bytes. */
export function negotiateUploadSize(
  asked: number,
  call: Call,
  state: InfoRouterState,
  faults: Faults<UploadSizeFault>,
): number {
  const standard = defaultSize(state, faults);
  if (asked === 0 && faults.has("zero-size-is-refused"))
    throw new Refusal({ text: "Invalid chunk size." });
  if (faults.has("create-ignores-asked-size")) return standard;
  if (asked < 0 && faults.has("negative-size-gets-default")) return standard;
  const size = negotiateChunkSize(
    faults.has("negative-size-loses-sign") ? Math.abs(asked) : asked,
    {
      minimum: minimum(call, state, faults),
      maximum: maximum(state, faults),
      standard,
      negative: state.dialect.policy.negativeSize,
    },
  );
  // CUH-12: clamping is silent
  if (faults.has("clamp-is-refused") && asked !== 0 && size !== asked) {
    throw new Refusal({ text: "The chunk size is out of range." });
  }
  return faults.has("clamp-rounds-down") ? Math.floor(size / KILOBYTE) * KILOBYTE : size;
}

function defaultSize({ dialect, memory }: InfoRouterState, faults: Faults<UploadSizeFault>) {
  if (faults.has("default-size-below-minimum")) return MIN_CHUNK_SIZE / 2;
  // CUH-25: the same from call to call
  if (faults.has("default-size-varies")) memory.creates += 1;
  return dialect.policy.defaultChunkSize + memory.creates * KILOBYTE;
}

// CUH-10
function minimum(
  call: Call,
  { dialect }: InfoRouterState,
  faults: Faults<UploadSizeFault>,
): number {
  const { minimum: least } = dialect.policy.chunkSizes;
  if (faults.has("clamp-minimum-missing")) return 1;
  if (faults.has("clamp-minimum-off-by-one")) return least - 1;
  // ALL-01: whatever the binding
  if (faults.has("get-binding-off-by-one") && call.binding === "get") return least - 1;
  if (faults.has("post-binding-off-by-one") && call.binding === "post") return least - 1;
  return least;
}

// CUH-11
function maximum({ dialect }: InfoRouterState, faults: Faults<UploadSizeFault>): number {
  const { maximum: most } = dialect.policy.chunkSizes;
  if (faults.has("clamp-maximum-missing")) return Number.MAX_SAFE_INTEGER;
  return faults.has("clamp-maximum-off-by-one") ? most + 1 : most;
}
