import type { Planned } from "../../../../properties/sequential/event.ts";
import type { Course } from "../../../../properties/sequential/play.ts";
import { NEVER_ISSUED, type UploadCall } from "./call.ts";
import type { Key, NamedUpload, UploadApiCommand } from "./command.ts";
import type { Outcome, UploadState } from "./spec.ts";

/** The first call of every sequence. */
export const OPENING = planned({ call: "create", as: "owner", of: "u0" });

type Calls = Generator<Planned<UploadCall>, void, void>;

/**
 * The calls of a sequence. At the end every upload is deleted by its owner: that succeeds where it is known
 * to be there, and is 404 where it was deleted before.
 */
export function* callsOf(
  commands: readonly UploadApiCommand[],
  course: Course<UploadState, UploadCall, Outcome>,
): Calls {
  const uploads: { readonly name: string; readonly owner: Key }[] = [
    { name: "u0", owner: "owner" },
  ];
  const drop = (as: Key, named: NamedUpload): Planned<UploadCall> => {
    const upload = typeof named === "string" ? undefined : uploads[named % uploads.length];
    return planned(
      upload
        ? { call: "delete", as, of: upload.name, owner: upload.owner }
        : { call: "delete", as, of: NEVER_ISSUED },
    );
  };
  for (const command of commands) {
    switch (command.do) {
      case "create": {
        const name = `u${uploads.length}`;
        yield planned({ call: "create", as: command.as, of: name });
        uploads.push({ name, owner: command.as });
        break;
      }
      case "delete":
        yield drop(command.as, command.of);
        break;
      case "store": {
        const { name } = uploads[command.of % uploads.length] as (typeof uploads)[number];
        yield planned({ call: "store", of: name });
        break;
      }
      case "list":
        yield planned({ call: "list", as: command.as });
        break;
      default:
        command satisfies never;
    }
  }
  for (const [index, { owner }] of uploads.entries()) yield drop(owner, index);
  // Nothing had to be refused so far: a server that accepts everything would hold.
  if (course.refusals === 0) yield drop("owner", 0);
}

function planned(call: UploadCall): Planned<UploadCall> {
  return { call, over: "rest" };
}
