import { randomUUID } from "node:crypto";
import { crc32 } from "node:zlib";
import type { PUBLIC_GUIDS } from "../faults/public/guids.ts";
import type { Faults } from "../faults.ts";
import { HttpRefusal } from "../http/http-refusal.ts";
import { decodeBase64 } from "../inforouter/base64.ts";
import type { Arguments } from "../inforouter/call.ts";
import { formatCrc } from "../inforouter/hex-crc.ts";
import { LongText } from "../inforouter/long-text.ts";
import type { Operation } from "../inforouter/operation.ts";
import type { InfoRouterState } from "../inforouter/state.ts";
import { ALICE, BOB } from "../inforouter/users.ts";
import type { Given, Misread } from "./misread.ts";
import { NAMES, type NamesFault } from "./names.ts";
import { onesOn } from "./ones-on.ts";
import { PASSWORDS, type PasswordsFault } from "./passwords.ts";

export type ValuesFault =
  | (typeof PUBLIC_GUIDS)[number]["name"]
  | NamesFault
  | PasswordsFault
  | "base64-with-line-ends-is-refused"
  | "base64-with-white-space-is-garbled"
  | "base64-length-counts-white-space"
  | "field-over-1-mib-is-cut"
  | "asked-size-overflows"
  | "plus-becomes-space-after-decoding"
  | "base64-drops-trailing-nuls"
  | "stray-percent-is-500"
  | "apostrophe-in-guid-is-500"
  | "zero-crc-is-not-checked";

const HEX = "[0-9a-fA-F]";
const D = `${HEX}{8}(?:-${HEX}{4}){3}-${HEX}{12}`;
const LONGER = new RegExp(`^(${D})[\\s\\S]+$`);
const BETWEEN = new RegExp(`^[\\s\\S](${D})[\\s\\S]$`);
const ON_A_LINE = new RegExp(`^(${D})$`, "m");
const FEW_DIGITS = new RegExp(`^${HEX}{1,31}$`);
const MOST_CHARACTERS = 1_048_576;

const inGuid =
  (read: (text: string, given: Given) => string): (() => Misread) =>
  () =>
  (text, given) =>
    given.parameter.type === "guid" ? read(text, given) : text;

const inBytes =
  (read: (text: string) => string): (() => Misread) =>
  () =>
  (text, { parameter }) =>
    parameter.type === "bytes" ? read(text) : text;

const dashed = (digits: string): string =>
  digits.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");

const MISREAD: Readonly<Record<ValuesFault, () => Misread>> = {
  ...NAMES,
  ...PASSWORDS,
  "base64-with-line-ends-is-refused": inBytes((text) => (/[\r\n]/.test(text) ? "*" : text)),
  "base64-length-counts-white-space": inBytes((text) => (text.length % 4 === 0 ? text : "*")),
  // In the alphabet of who looks characters up without a look at the result, what is none is the first.
  "base64-with-white-space-is-garbled": inBytes((text) => {
    const read = text.replace(/\s/g, "A");
    return read.padEnd(Math.ceil(read.length / 4) * 4, "A").replace(/=(?=.*[^=])/g, "A");
  }),
  "field-over-1-mib-is-cut": () => (text) => text.slice(0, MOST_CHARACTERS),
  "asked-size-overflows":
    () =>
    (text, { parameter }) => {
      const near = parameter.name === "PreferedChunkSize" && Number(text) > 2 ** 31 - 1024;
      return near ? String((Number(text) + 1024) | 0) : text;
    },
  "plus-becomes-space-after-decoding": () => (text) => text.replaceAll("+", " "),
  "base64-drops-trailing-nuls": inBytes((text) => {
    const bytes = decodeBase64(text);
    if (bytes?.at(-1) !== 0) return text;
    return Buffer.from(bytes.toString("latin1").replace(/\0+$/, ""), "latin1").toString("base64");
  }),
  "stray-percent-is-500": () => (text) => {
    if (/%(?!(?:[0-9a-fA-F]{2}))/.test(text)) throw crash("URIError: URI malformed");
    return text;
  },
  "apostrophe-in-guid-is-500": inGuid((text) => {
    if (text.includes("'")) throw crash("SQL logic error");
    return text;
  }),
  "zero-crc-is-not-checked":
    () =>
    (text, { parameter, others }) => {
      if (parameter.name !== "chunkHEXCRC" || !/^0+$/.test(text)) return text;
      const chunk = others("fileChunk") ?? "";
      const isText = typeof chunk === "string";
      const bytes = isText
        ? decodeBase64(chunk)
        : chunk instanceof LongText
          ? chunk.bytes()
          : chunk;
      return bytes ? formatCrc(crc32(bytes)) : text;
    },
  "upper-case-guid-is-another": inGuid((text) =>
    new RegExp(`^${D}$`).test(text) && /[A-F]/.test(text) ? randomUUID() : text,
  ),
  "guid-may-be-longer": inGuid((text) => LONGER.exec(text)?.[1] ?? text),
  "guid-between-any-characters": inGuid((text) => BETWEEN.exec(text)?.[1] ?? text),
  "guid-dashes-may-be-anywhere": inGuid((text) => {
    const digits = text.replaceAll("-", "");
    return /^[0-9a-fA-F]{32}$/.test(digits) ? dashed(digits) : text;
  }),
  "guid-of-few-digits-is-filled-up": inGuid((text) =>
    FEW_DIGITS.test(text) ? dashed(text.padEnd(32, "0")) : text,
  ),
  "guid-on-a-line-of-its-own": inGuid((text) => ON_A_LINE.exec(text)?.[1] ?? text),
  "handler-is-found-by-first-digits": inGuid((text, { state: { uploads } }) => {
    if (!new RegExp(`^${D}$`).test(text)) return text;
    const all = [...uploads.ofUser(ALICE), ...uploads.ofUser(BOB)];
    const first = text.slice(0, 8).toLowerCase();
    return all.find(({ id }) => id.startsWith(first))?.id ?? text;
  }),
};

function crash(message: string): HttpRefusal {
  return new HttpRefusal(500, message);
}

/** The arguments as a faulty reader has them. */
export function misreadValues(
  value: Arguments,
  operation: Operation,
  state: InfoRouterState,
  faults: Faults<ValuesFault>,
): Arguments {
  const ones = onesOn(MISREAD, faults);
  if (ones.length === 0) return value;
  return (name) => {
    const taken = value(name);
    const text = taken instanceof LongText ? taken.text() : taken;
    const parameter = operation.parameters.find((one) => one.name === name);
    if (typeof text !== "string" || !parameter) return text;
    const given = { operation: operation.name, parameter, others: value, state };
    return ones.reduce((read, misread) => misread(read, given), text);
  };
}
