import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import type { EditionPolicy } from "../dialect/edition-policy.ts";
import { createTurns, type Turns } from "../turns.ts";
import type { User } from "./users.ts";

/** All short names are of one length, so that none is the beginning of another. */
const FIRST_SHORT = 100_178;

/** Which operation staged the file. */
export type DownloadSource = "latest" | "version" | "zip";

/** A staged file between GetDownloadHandler (or its siblings) and DeleteDownloadHandler. */
export interface DownloadHandler {
  readonly id: string;
  readonly owner: User;
  readonly source: DownloadSource;
  /** The document that was staged; empty for a zip. */
  readonly path: string;
  readonly file: string;
  /** Bytes. */
  readonly size: number;
  readonly chunkSize: number;
  readonly crc: number;
  readonly turns: Turns;
  /** Whether chunks were downloaded, and the last one. */
  begun: boolean;
  ended: boolean;
  /** Where the last chunk ended. */
  position: number;
  gone: boolean;
}

type Staged = Pick<
  DownloadHandler,
  "id" | "owner" | "source" | "path" | "file" | "size" | "chunkSize" | "crc"
>;

/** The download handlers of one server and their staged files. */
export interface DownloadHandlers {
  /** A GUID, or a short name, and a file name for a handler to be; write the file, then `add` it. */
  readonly reserve: () => { readonly id: string; readonly file: string };
  readonly add: (staged: Staged) => DownloadHandler;
  readonly find: (id: string) => DownloadHandler | undefined;
  readonly ofUser: (owner: User) => readonly DownloadHandler[];
  /** Up to `length` bytes from `offset`. */
  readonly read: (handler: DownloadHandler, offset: number, length: number) => Promise<Buffer>;
  /** Ends the handler and removes its file. */
  readonly discard: (handler: DownloadHandler, keepFile?: boolean) => Promise<void>;
  readonly clear: () => Promise<void>;
}

/** @param names what the handlers are called */
export function createDownloadHandlers(
  stagingDir: string,
  names: EditionPolicy["downloadHandlers"],
): DownloadHandlers {
  const handlers = new Map<string, DownloadHandler>();
  let next = FIRST_SHORT;

  const discard = async (handler: DownloadHandler, keepFile = false) => {
    handler.gone = true;
    handlers.delete(handler.id);
    if (!keepFile) await rm(handler.file, { force: true });
  };

  return {
    reserve: () => {
      const id = names === "guid" ? randomUUID() : `ir${next++}`;
      return { id, file: join(stagingDir, `${id}.download`) };
    },
    add: (staged) => {
      const handler: DownloadHandler = {
        ...staged,
        turns: createTurns(),
        begun: false,
        ended: false,
        position: 0,
        gone: false,
      };
      handlers.set(handler.id, handler);
      return handler;
    },
    find: (id) => handlers.get(id),
    ofUser: (owner) => [...handlers.values()].filter((handler) => handler.owner === owner),
    read: async (handler, offset, length) => {
      const size = Math.max(0, Math.min(length, handler.size - offset));
      const file = await open(handler.file, "r");
      try {
        const { buffer, bytesRead } = await file.read(Buffer.alloc(size), 0, size, offset);
        return buffer.subarray(0, bytesRead);
      } finally {
        await file.close();
      }
    },
    discard,
    clear: async () => {
      await Promise.all([...handlers.values()].map((handler) => discard(handler)));
    },
  };
}
