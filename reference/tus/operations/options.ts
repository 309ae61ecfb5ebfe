import type { Faults } from "../../faults.ts";
import type { TusAnswer } from "../answer.ts";
import { offers, type TusState } from "../state.ts";

export type OptionsFault =
  | "tus-options-without-version"
  | "tus-version-has-letters"
  | "tus-extension-list-ends-with-comma"
  | "tus-extension-list-is-empty"
  | "tus-creation-not-announced"
  | "tus-creation-with-upload-not-announced"
  | "tus-defer-length-not-announced"
  | "tus-expiration-not-announced"
  | "tus-checksum-not-announced"
  | "tus-termination-not-announced"
  | "tus-concatenation-not-announced"
  | "tus-max-size-in-words"
  | "tus-max-size-not-announced"
  | "tus-checksum-algorithms-missing"
  | "tus-checksum-algorithms-in-capitals"
  | "tus-checksum-without-sha1";

const UNANNOUNCED = {
  creation: "tus-creation-not-announced",
  "creation-with-upload": "tus-creation-with-upload-not-announced",
  "creation-defer-length": "tus-defer-length-not-announced",
  expiration: "tus-expiration-not-announced",
  checksum: "tus-checksum-not-announced",
  termination: "tus-termination-not-announced",
  concatenation: "tus-concatenation-not-announced",
} as const;

/** What the server can do: TUS-42, TUS-43. */
export function tellOptions(state: TusState, faults: Faults<OptionsFault>): TusAnswer {
  const { policy } = state;
  return {
    status: policy.optionsStatus,
    headers: {
      // TUS-42
      "Tus-Version": faults.has("tus-options-without-version")
        ? undefined
        : versions(state, faults),
      "Tus-Extension": extensions(state, faults),
      "Tus-Max-Size": maxSize(state, faults),
      "Tus-Checksum-Algorithm": algorithms(state, faults),
    },
  };
}

/** Tus-Version: TUS-04. */
export function versions({ policy }: TusState, faults: Faults<"tus-version-has-letters">): string {
  const all = policy.versions.join(",");
  return faults.has("tus-version-has-letters") ? `v${all}` : all;
}

// TUS-12, TUS-13: names with commas between, and no header where there is none
function extensions({ policy }: TusState, faults: Faults<OptionsFault>): string | undefined {
  const announced = policy.extensions.filter(
    (name) => !(name in UNANNOUNCED && faults.has(UNANNOUNCED[name as keyof typeof UNANNOUNCED])),
  );
  if (announced.length === 0) return faults.has("tus-extension-list-is-empty") ? "" : undefined;
  const end = faults.has("tus-extension-list-ends-with-comma") ? "," : "";
  return `${announced.join(",")}${end}`;
}

// TUS-14, TUS-15
function maxSize({ policy }: TusState, faults: Faults<OptionsFault>): string | undefined {
  if (policy.maxSize === undefined || faults.has("tus-max-size-not-announced")) return undefined;
  return faults.has("tus-max-size-in-words")
    ? `${Math.round(policy.maxSize / 2 ** 20)} MB`
    : String(policy.maxSize);
}

// TUS-108, TUS-109, TUS-110
function algorithms(state: TusState, faults: Faults<OptionsFault>): string | undefined {
  if (!offers(state, "checksum")) return undefined;
  if (faults.has("tus-checksum-algorithms-missing")) return undefined;
  const names = state.policy.algorithms.filter(
    (name) => name !== "sha1" || !faults.has("tus-checksum-without-sha1"),
  );
  const list = names.join(",");
  return faults.has("tus-checksum-algorithms-in-capitals") ? list.toUpperCase() : list;
}
