import { randomUUID } from "node:crypto";
import { open, rm } from "node:fs/promises";
import { join } from "node:path";
import { crc32 } from "node:zlib";
import { createTurns, type Turns } from "../turns.ts";
import type { Session } from "./session.ts";
import type { User } from "./users.ts";

/** An upload between CreateUploadHandler and its end. Changed only within its turns. */
export interface UploadHandler {
  readonly id: string;
  /** Undefined until somebody who is known uses it, where CreateUploadHandler looks at no ticket. */
  owner: User | undefined;
  /** The session that created it; undefined when a fault did. */
  readonly ticket: string | undefined;
  /** Bytes. */
  readonly chunkSize: number;
  /** The staged file; it exists once `staged` is true. */
  readonly file: string;
  /** One call at a time: what waits behind a delete or a finalize finds the handler gone. */
  readonly turns: Turns;
  staged: boolean;
  size: number;
  crc: number;
  /** UFC-03: the last chunk has come. */
  complete: boolean;
  refusedChunk: boolean;
  gone: boolean;
}

/** The upload handlers of one server and their staged files. */
export interface UploadHandlers {
  readonly allocate: (creator: Partial<Session>, chunkSize: number, id?: string) => UploadHandler;
  readonly find: (id: string) => UploadHandler | undefined;
  readonly ofUser: (owner: User) => readonly UploadHandler[];
  readonly all: () => readonly UploadHandler[];
  /** Appends to the staged file; when the disk refuses, the handler stays as it was. */
  readonly append: (handler: UploadHandler, bytes: Buffer, at?: number) => Promise<void>;
  /** Ends the handler and removes its staged file, if there is one. */
  readonly discard: (handler: UploadHandler, keepFile?: boolean) => Promise<void>;
  /** Ends the handler; its staged file stays until it is tidied away. */
  readonly leave: (handler: UploadHandler) => void;
  /** Removes the file that a handler left, if it left one. */
  readonly tidy: (id: string) => Promise<void>;
  /** Ends every handler of a session, each in its turn. */
  readonly discardOfSession: (ticket: string) => Promise<void>;
  readonly revive: (handler: UploadHandler) => void;
  /** A place in the staging directory for something that is no handler's file. */
  readonly strayFile: () => string;
  /** Removes every staged file. */
  readonly clear: () => Promise<void>;
}

export function createUploadHandlers(stagingDir: string): UploadHandlers {
  const handlers = new Map<string, UploadHandler>();
  /** By handler that is no more. */
  const left = new Map<string, string>();

  const discard = async (handler: UploadHandler, keepFile = false) => {
    handler.gone = true;
    handlers.delete(handler.id);
    if (handler.staged && !keepFile) await rm(handler.file, { force: true });
  };

  const tidy = async (id: string) => {
    const file = left.get(id);
    left.delete(id);
    if (file !== undefined) await rm(file, { force: true });
  };

  return {
    allocate: ({ user: owner, ticket }, chunkSize, id = randomUUID()) => {
      const handler: UploadHandler = {
        id,
        owner,
        ticket,
        chunkSize,
        file: join(stagingDir, `${id}.upload`),
        turns: createTurns(),
        staged: false,
        size: 0,
        crc: 0,
        complete: false,
        refusedChunk: false,
        gone: false,
      };
      handlers.set(id, handler);
      return handler;
    },
    find: (id) => handlers.get(id),
    all: () => [...handlers.values()],
    ofUser: (owner) => [...handlers.values()].filter((handler) => handler.owner === owner),
    append: async (handler, bytes, at = handler.size) => {
      // written at the known size, so that a write which failed half-way is overwritten by the next
      const file = await open(handler.file, handler.staged ? "r+" : "w");
      handler.staged = true;
      try {
        await file.write(bytes, 0, bytes.length, at);
      } finally {
        await file.close();
      }
      handler.size = Math.max(handler.size, at + bytes.length);
      handler.crc = crc32(bytes, handler.crc);
    },
    discard,
    leave: (handler) => {
      handler.gone = true;
      handlers.delete(handler.id);
      left.set(handler.id, handler.file);
    },
    tidy,
    discardOfSession: async (ticket) => {
      const own = [...handlers.values()].filter((handler) => handler.ticket === ticket);
      await Promise.all(own.map((handler) => handler.turns(() => discard(handler))));
    },
    revive: (handler) => {
      handler.gone = false;
      handler.staged = false;
      handler.size = 0;
      handler.crc = 0;
      handlers.set(handler.id, handler);
    },
    strayFile: () => join(stagingDir, `${randomUUID()}.part`),
    clear: async () => {
      await Promise.all([...handlers.values()].map((handler) => discard(handler)));
      await Promise.all([...left.keys()].map(tidy));
    },
  };
}
