import { bindingsThat } from "../../model/binding.ts";
import type { Call } from "../../model/call.ts";
import { encode } from "../../wire/encode/encode.ts";
import { bodyOf } from "../../wire/encode/transfer.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";
import type { Variant } from "./variant.ts";

const IN_FORM = bindingsThat(({ argumentsIn }) => argumentsIn === "form");
const MULTIPART = /^multipart\/form-data; boundary=(\S+)$/;

interface Form {
  readonly boundary: string;
  /** In `latin1`, so that its bytes stay what they are. */
  readonly body: string;
}

/** Another way to write a form of several parts; nothing where a target takes bytes in another form. */
const variant = (
  name: string,
  change: (form: Form) => { readonly type?: string; readonly body?: string },
): Variant => ({
  name,
  bindings: IN_FORM,
  message: (call: Call, service): WireRequest | undefined => {
    const request = encode(call, service);
    const [, boundary] = MULTIPART.exec(String(request.headers["content-type"] ?? "")) ?? [];
    if (boundary === undefined) return undefined;
    const body = bodyOf(request).toString("latin1");
    const { type, body: changed = body } = change({ boundary, body });
    const headers =
      type === undefined ? request.headers : { ...request.headers, "content-type": type };
    return { ...request, headers, body: Buffer.from(changed, "latin1") };
  },
});

/** As long as a boundary may be (RFC 2046, 5.1.1). */
const LONG = "assay".repeat(14);
/** Of characters that a boundary may have, and a token may not. */
const ODD = "Assay'()+_,-./:=?7";

const bounded =
  (own: string, write: (boundary: string) => string) =>
  ({ boundary, body }: Form) => ({
    type: `multipart/form-data; boundary=${write(own)}`,
    body: body.replaceAll(boundary, () => own),
  });

const quoted = (text: string): string => `"${text}"`;

/**
 * One form by RFC 2046, 5.1.1, and RFC 7578, 4: a boundary may be quoted and has up to 70 characters, and the
 * names of header fields have no letter case inside of parts either.
 */
export const EQUAL_MULTIPART: readonly Variant[] = [
  variant("a boundary in quotes", ({ boundary }) => ({
    type: `multipart/form-data; boundary=${quoted(boundary)}`,
  })),
  variant(
    "a boundary of 70 characters",
    bounded(LONG, (text) => text),
  ),
  variant("another parameter before the boundary", ({ boundary }) => ({
    type: `multipart/form-data; charset=utf-8; boundary=${boundary}`,
  })),
  variant("header names of parts in lower case", ({ body }) => ({
    body: body
      .replaceAll("Content-Disposition:", "content-disposition:")
      .replaceAll("Content-Type:", "content-type:"),
  })),
];

/** What the same standards have, and many readers of forms do not know. */
export const TOLERATED_MULTIPART: readonly Variant[] = [
  variant("a boundary of characters that want quotes", bounded(ODD, quoted)),
  variant("text before the first part and behind the last", ({ body }) => ({
    body: `before\r\n${body}behind\r\n`,
  })),
  variant("a file part without a type", ({ body }) => ({
    body: body.replace("\r\nContent-Type: application/octet-stream", ""),
  })),
  variant("a file part without a name of a file", ({ body }) => ({
    body: body.replace(/; filename="[^"]{1,99}"/, ""),
  })),
];
