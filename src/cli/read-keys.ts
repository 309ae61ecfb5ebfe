import { emitKeypressEvents } from "node:readline";
import type { Key } from "../watch/key.ts";

/** Whether there is a keyboard to read. */
export function hasKeys(): boolean {
  return process.stdin.isTTY === true;
}

/**
 * Hands over every key as it is pressed, Ctrl-C among them, until it is released or the process ends.
 *
 * @param onGone told when the terminal is not there any more
 * @returns releases the keyboard
 */
export function readKeys(onKey: (key: Key) => void, onGone: () => void): () => void {
  const { stdin } = process;
  const press = (text: string | undefined, { name, ctrl }: Omit<Key, "text">): void => {
    onKey({ text, name, ...(ctrl === undefined ? {} : { ctrl }) });
  };
  const raw = (isRaw: boolean): void => {
    try {
      stdin.setRawMode(isRaw);
    } catch {
      // A terminal that is gone has no mode any more.
    }
  };
  const release = (): void => {
    raw(false);
    stdin.off("keypress", press);
    stdin.off("end", onGone);
    stdin.pause();
    process.off("exit", release);
  };
  emitKeypressEvents(stdin);
  raw(true);
  stdin.on("keypress", press);
  stdin.on("end", onGone);
  // What a terminal says that was closed: no error of ours, also after the keyboard was released.
  stdin.on("error", onGone);
  stdin.resume();
  process.on("exit", release);
  return release;
}
