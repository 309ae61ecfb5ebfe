import type { TUS_HOSTILE_FAULTS } from "../../../reference/faults/tus-hostile.ts";
import type { Headers } from "../support/client.ts";
import type { Session } from "../support/session.ts";
import { create, told } from "../support/tus.ts";
import type { Row } from "./demonstration.ts";

/** What an ordinary creation gets after one with this header. */
const after = (odd: Headers) => async (session: Session) => {
  await create(session, { "upload-length": "11", ...odd });
  return told(await create(session));
};

export const TUS_HOSTILE_ROWS: Readonly<Record<(typeof TUS_HOSTILE_FAULTS)[number]["name"], Row>> =
  {
    "tus-bytes-beyond-ascii-end-service": [after({ "x-odd": "\u00e9" }), "201", "500"],
    "tus-compressed-body-ends-service": [after({ "content-encoding": "gzip" }), "201", "500"],
    "tus-refusals-show-stack": [
      async (session) => {
        const { text } = await create(session, { "tus-resumable": "99.0.0", "upload-length": "1" });
        return /\n\s+at /.test(text) ? "a stack" : "no stack";
      },
      "no stack",
      "a stack",
    ],
  };
