import type { IncomingHttpHeaders } from "node:http";

/** A request, as far as a null server looks at it. */
export interface Asked {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly body: Buffer;
}

export interface Said {
  readonly status: number;
  /** The content type. */
  readonly type: string;
  readonly body: string | Buffer;
  /** Besides the content type. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** What becomes of a request: an answer, silence for as long as the client waits, or a closed connection. */
export type Outcome = Said | "silence" | "close";

/** A null server that runs: what it says to a request. */
export interface Answering {
  readonly answer: (asked: Asked) => Outcome | Promise<Outcome>;
  /** Ends the recording, for a server that answers from one. */
  readonly freeze?: () => void;
  readonly close?: () => Promise<void>;
}

/**
 * A server that knows nothing of the documents. It conforms to nothing: a MUST rule that it passes
 * judges too little.
 */
export interface NullServer {
  /** Permanent, kebab-case. */
  readonly name: string;
  /** One sentence: what it answers. */
  readonly title: string;
  readonly start: () => Answering | Promise<Answering>;
}
