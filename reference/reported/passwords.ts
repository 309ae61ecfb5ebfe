import { ALICE, BOB } from "../inforouter/users.ts";
import type { Misread } from "./misread.ts";

export type PasswordsFault =
  | "password-is-its-first-eight-characters"
  | "password-ends-at-nul"
  | "password-in-any-case"
  | "password-is-trimmed";

const EIGHT = 8;

const inPassword =
  (read: (text: string) => string): (() => Misread) =>
  () =>
  (text, { parameter }) =>
    parameter.name === "PWD" ? read(text) : text;

/** The password of a user that is the same to a server which looks at something of it alone. */
const alike = (seen: (password: string) => string): (() => Misread) =>
  inPassword(
    (text) => [ALICE, BOB].map(({ pwd }) => pwd).find((pwd) => seen(pwd) === seen(text)) ?? text,
  );

export const PASSWORDS: Readonly<Record<PasswordsFault, () => Misread>> = {
  "password-is-its-first-eight-characters": alike((password) => password.slice(0, EIGHT)),
  "password-ends-at-nul": inPassword((text) => text.split("\0", 1)[0] ?? ""),
  "password-in-any-case": alike((password) => password.toLowerCase()),
  "password-is-trimmed": inPassword((text) => text.trimEnd()),
};
