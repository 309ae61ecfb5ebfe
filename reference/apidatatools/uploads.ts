import { randomUUID } from "node:crypto";
import { createTurns, type Turns } from "../turns.ts";
import type { ApiUser } from "./users.ts";

/** An upload record. Changed only within its turns. */
export interface Upload {
  readonly id: string;
  readonly owner: ApiUser;
  readonly filename: string;
  /** Where the file is, or will be, in the object store. */
  readonly key: string;
  /** What a form that stores the file must carry. */
  readonly policy: string;
  /** Milliseconds. */
  readonly createdAt: number;
  readonly expiresAt: number;
  readonly turns: Turns;
  status: "pending" | "completed" | "failed";
  /** Bytes; null until the file is stored. */
  size: number | null;
  gone: boolean;
}

/** The upload records of one server. */
export interface Uploads {
  readonly create: (owner: ApiUser, filename: string) => Upload;
  /** Undefined when it was never created, was deleted or has expired. */
  readonly find: (id: string) => Upload | undefined;
  readonly ofUser: (owner: ApiUser) => readonly Upload[];
  readonly remove: (upload: Upload) => void;
  /** Takes back what was removed; only a broken server does. */
  readonly restore: (upload: Upload) => void;
}

/** How long an upload lives, in milliseconds: a week. */
const LIFETIME_MS = 7 * 24 * 60 * 60 * 1000;

/** No upload; ids have this many hexadecimal digits. */
export function createUploads(clock: () => number, idDigits: number): Uploads {
  const byOwner = new Map<ApiUser, Map<string, Upload>>();
  const byId = new Map<string, Upload>();

  const remove = (upload: Upload) => {
    upload.gone = true;
    byId.delete(upload.id);
    byOwner.get(upload.owner)?.delete(upload.id);
  };
  const keep = (upload: Upload) => {
    byId.set(upload.id, upload);
    const own = byOwner.get(upload.owner) ?? new Map<string, Upload>();
    byOwner.set(upload.owner, own.set(upload.id, upload));
  };
  const alive = (upload: Upload) => clock() < upload.expiresAt;

  return {
    create: (owner, filename) => {
      const id = `upl_${randomUUID().replaceAll("-", "").slice(0, idDigits)}`;
      const createdAt = clock();
      const upload: Upload = {
        id,
        owner,
        filename,
        key: `uploads/${owner.id}/${id}`,
        policy: randomUUID(),
        createdAt,
        expiresAt: createdAt + LIFETIME_MS,
        turns: createTurns(),
        status: "pending",
        size: null,
        gone: false,
      };
      keep(upload);
      return upload;
    },
    find: (id) => {
      const upload = byId.get(id);
      return upload && alive(upload) ? upload : undefined;
    },
    ofUser: (owner) => [...(byOwner.get(owner)?.values() ?? [])].filter(alive),
    remove,
    restore: (upload) => {
      upload.gone = false;
      keep(upload);
    },
  };
}
