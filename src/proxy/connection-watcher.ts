/** Sees a copy of what goes through one connection. It must not throw, and keeps nobody waiting. */
export interface ConnectionWatcher {
  sent(bytes: Buffer): void;
  received(bytes: Buffer): void;
  /** The client, or the server, sends nothing more. */
  sentAll(): void;
  receivedAll(): void;
  /** Both ends are gone. */
  closed(): void;
}
