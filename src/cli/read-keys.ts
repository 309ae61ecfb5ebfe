import { emitKeypressEvents } from "node:readline";
import type { Key } from "../watch/key.ts";

/** Whether there is a keyboard to read. */
export function hasKeys(): boolean {
  return process.stdin.isTTY === true;
}

/**
 * Hands over every key as it is pressed, Ctrl-C among them, until it is released or the process ends.
 *
 * @returns releases the keyboard
 */
export function readKeys(onKey: (key: Key) => void): () => void {
  const { stdin } = process;
  const press = (text: string | undefined, { name, ctrl }: Omit<Key, "text">): void => {
    onKey({ text, name, ...(ctrl === undefined ? {} : { ctrl }) });
  };
  const raw = (isRaw: boolean): void => void stdin.setRawMode(isRaw);
  const release = (): void => {
    raw(false);
    stdin.off("keypress", press);
    stdin.pause();
    process.off("exit", release);
  };
  emitKeypressEvents(stdin);
  raw(true);
  stdin.on("keypress", press);
  stdin.resume();
  process.on("exit", release);
  return release;
}
