import type { Grounds } from "../handlers/expected.ts";
import type { UploadState } from "./state.ts";

/** Why a handler that is over takes nothing any more; undefined for one that is open. */
export function whyEnded({ name, life }: UploadState): Grounds | undefined {
  switch (life) {
    case "deleted":
    case "finalized": {
      const what = `a ${life} handler to take nothing any more`;
      const breaks = life === "deleted" ? ["DUH-01", "DUH-17"] : ["DUH-15"];
      return { because: `${name} was ${life}`, breaks, what };
    }
    case "gone": {
      const what = "a handler that was gone to take nothing any more";
      return { because: `${name} was gone before`, breaks: ["UFC-04"], what };
    }
    default:
      return undefined;
  }
}
