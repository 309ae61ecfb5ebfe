import { bindingsThat, hasFields, traitsOf } from "../../model/binding.ts";
import type { Argument, Call } from "../../model/call.ts";
import { operationUrl } from "../../wire/client/endpoint.ts";
import { withHeaders } from "../../wire/encode/encode.ts";
import { valueText } from "../../wire/encode/value-text.ts";
import type { WireRequest, WireService } from "../../wire/encode/wire-request.ts";
import type { Variant } from "./variant.ts";

type Encode = (text: string) => string;

const FORMS = bindingsThat(hasFields);
const IN_BODY = bindingsThat(({ argumentsIn }) => argumentsIn === "form");
const FORM_TYPE = "application/x-www-form-urlencoded";

/** `a=b&c=d` as a query or a form, with names and values in encodings of their own. */
function written(
  call: Call,
  service: WireService,
  how: { readonly name?: Encode; readonly value?: Encode; readonly type?: string },
): WireRequest {
  const { name = encodeURIComponent, value = encodeURIComponent, type = FORM_TYPE } = how;
  const text = call.arguments
    .map((argument: Argument) => `${name(argument.name)}=${value(valueText(argument.value))}`)
    .join("&");
  const url = operationUrl(service.baseUrl, call.operation.name);
  const request: WireRequest =
    traitsOf(call.binding).argumentsIn === "query"
      ? { method: "GET", url: `${url}?${text}`, headers: {}, body: null }
      : { method: "POST", url, headers: { "content-type": type }, body: text };
  return withHeaders(request, service);
}

const variant = (
  name: string,
  how: Parameters<typeof written>[2],
  bindings: Variant["bindings"] = FORMS,
): Variant => ({ name, bindings, message: (call, service) => written(call, service, how) });

/** What RFC 3986, 2.1 to 2.4, and RFC 9110, 8.3, say is the same text. */
export const EQUAL_FORMS: readonly Variant[] = [
  variant("dashes as %2D", { value: (text) => encodeURIComponent(text).replaceAll("-", "%2D") }),
  variant("dashes as %2d", { value: (text) => encodeURIComponent(text).replaceAll("-", "%2d") }),
  variant("first character of each value percent-encoded", { value: firstEncoded }),
  variant("first character of each name percent-encoded", { name: firstEncoded }),
  variant("every character percent-encoded", { value: (text) => everyEncoded(text) }),
  variant("every character percent-encoded in lower case", {
    value: (text) => everyEncoded(text).toLowerCase(),
  }),
  variant("the media type in upper case", { type: FORM_TYPE.toUpperCase() }, IN_BODY),
];

/**
 * What browsers send by themselves (Fetch Standard, 5.2): the type has no parameters, and those that a type has
 * not are ignored (RFC 2045, 5).
 */
export const TYPED_FORMS: readonly Variant[] = [
  variant("the media type with a charset", { type: `${FORM_TYPE}; charset=UTF-8` }, IN_BODY),
  variant("a charset without a space before it", { type: `${FORM_TYPE};charset=utf-8` }, IN_BODY),
];

const STRAY = "assay-stray";

/** How the ways are called that spoil each value. */
export const BEHIND_VALUES = " behind each value";

const inQuery = (end: string): Variant => ({
  name: `a query with ${end} in it beside the form`,
  bindings: IN_BODY,
  message: (call, service) => {
    const request = written(call, service, {});
    return { ...request, url: `${request.url}?${STRAY}=${end}` };
  },
});

/** What follows a value in it, percent-encoded: bytes that are no UTF-8, and escapes that are none. */
const BROKEN_ENDS = [
  "%FF",
  "%FCller",
  "%C3",
  "%C3%28",
  "%ED%A0%80",
  "%C0%AE",
  "%",
  "%zz",
  "%u00fc",
];

/** What follows each value is text: what a server says to it, it says to values that it cannot bind. */
export const SPOILED_FORM: Variant = variant("other letters behind each value", {
  value: (text) => `${encodeURIComponent(text)}!zz`,
});

/** Letters that are none behind each value, in the name and value of a parameter more, and in a query. */
export const BROKEN_FORMS: readonly Variant[] = BROKEN_ENDS.flatMap((end) => [
  variant(`${end}${BEHIND_VALUES}`, { value: (text) => encodeURIComponent(text) + end }),
  {
    name: `a parameter more with ${end} in it`,
    bindings: FORMS,
    message: (call: Call, service: WireService) =>
      written({ ...call, arguments: [...call.arguments, { name: STRAY, value: STRAY }] }, service, {
        name: (text) => encodeURIComponent(text) + (text === STRAY ? end : ""),
        value: (text) => encodeURIComponent(text) + (text === STRAY ? end : ""),
      }),
  },
  inQuery(end),
]);

const twice = (call: Call, second: (argument: Argument) => Argument): Call => ({
  ...call,
  arguments: call.arguments.flatMap((argument) => [argument, second(argument)]),
});

/** What no standard says the meaning of. */
export const ODD_FORMS: readonly Variant[] = [
  {
    name: "each parameter twice",
    bindings: FORMS,
    message: (call, service) =>
      written(
        twice(call, (one) => one),
        service,
        {},
      ),
  },
  {
    name: "each parameter a second time, empty",
    bindings: FORMS,
    message: (call, service) =>
      written(
        twice(call, ({ name }) => ({ name, value: "" })),
        service,
        {},
      ),
  },
  {
    // The URL Standard, 5.1, takes it for a part of the first name.
    name: "a byte order mark before the form",
    bindings: IN_BODY,
    message: (call, service) => {
      const request = written(call, service, {});
      return { ...request, body: `\ufeff${request.body}` };
    },
  },
];

function firstEncoded(text: string): string {
  const [first = ""] = text;
  return everyEncoded(first) + encodeURIComponent(text.slice(first.length));
}

function everyEncoded(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => `%${byte.toString(16).padStart(2, "0").toUpperCase()}`)
    .join("");
}
