import type { IncomingMessage } from "node:http";
import type { S3Options } from "./apidatatools/s3-store.ts";

/** How the server is started; every part may be left out. */
export interface ReferenceOptions {
  /** 0, the default: any free port. */
  readonly port?: number;
  /** Default 127.0.0.1. */
  readonly host?: string;
  /** Default `documented`. */
  readonly dialect?: string;
  /** Names of `FAULTS`. */
  readonly faults?: readonly string[];
  /**
   * Told of each fault that the code asks for, on or off, whenever it does. A fault that was not asked
   * for has changed nothing.
   */
  readonly onFaultAsked?: (name: string) => void;
  /** Where handlers stage their files. Default: a temporary directory, removed on close. */
  readonly stagingDir?: string;
  /** Where the files of the second service go. Default: a temporary directory, removed on close. */
  readonly objectStore?: { readonly dir: string } | { readonly s3: S3Options };
  /** How long each request waits before it is looked at, in milliseconds: as over a link. Default: not at all. */
  readonly delayOf?: (request: IncomingMessage) => number;
  /** Milliseconds since 1970; a test moves it. Default: the system's clock. */
  readonly clock?: () => number;
  /** How long a ticket works after its last use. Default: 30 days. */
  readonly ticketLifetimeMs?: number;
  /** A login ends the user's earlier session, as some servers have it. Default: it does not. */
  readonly oneSessionPerUser?: boolean;
}

/** A running server and all that a target needs to know of it. */
export interface ReferenceServer {
  /** `http://127.0.0.1:port`. */
  readonly url: string;
  readonly inforouter: {
    readonly baseUrl: string;
    readonly users: { readonly owner: Credentials; readonly stranger: Credentials };
    /** A ticket of the owner's whose lifetime is over. */
    readonly expiredTicket: string;
    readonly documents: { readonly readable: string };
    readonly folders: { readonly writable: string };
    readonly probes: { readonly stagingDir: string };
  };
  readonly apidatatools: {
    readonly baseUrl: string;
    readonly keys: { readonly owner: string; readonly stranger: string };
    readonly createUpload: {
      readonly method: string;
      readonly path: string;
      readonly json: { readonly filename: string };
      /** JSON pointer. */
      readonly id: string;
    };
    readonly listUploads: {
      readonly method: string;
      readonly path: string;
      /** JSON pointer with `*` for every element. */
      readonly ids: string;
    };
    /** The directory of the files, unless they are in a bucket. */
    readonly probes: { readonly objectDir?: string };
  };
  readonly tus: {
    readonly baseUrl: string;
    readonly stored: { readonly url: string };
    /** How long to wait until an unfinished upload has expired, where that is soon. */
    readonly expiryMs?: number;
    /** False where a body is kept only when it is whole. */
    readonly streaming: boolean;
  };
  /** Ends every connection and removes what the server put on the disk. May be called again. */
  readonly close: () => Promise<void>;
}

interface Credentials {
  readonly uid: string;
  readonly pwd: string;
}
