import { bindingsThat, hasFields, traitsOf } from "../../model/binding.ts";
import type { Argument, Call } from "../../model/call.ts";
import type { Parameter } from "../../model/operation.ts";
import { encode } from "../../wire/encode/encode.ts";
import { percent } from "../../wire/encode/percent.ts";
import type { WireRequest } from "../../wire/encode/wire-request.ts";
import { xmlEscape } from "../../wire/encode/xml-escape.ts";
import type { Attack } from "./attack.ts";
import { HOSTILE_TEXTS, type HostileText } from "./hostile-texts.ts";

/** Kinds of parameters that carry text. An int may be read leniently: only the others are never right. */
export const KINDS = ["ticket", "guid", "int", "string"] as const;
/** A query of so many characters no server reads: it would only say 414. */
const LONGEST_SENT = 100_000;

/** Stands for the value while the call is encoded; no encoding touches it. */
const PLACE = "AssayHostileValue";

/** Where a value stands as text that is encoded in a way that is known here. */
const ATTACKED = bindingsThat((traits) => hasFields(traits) || traits.argumentsIn === "xml");

/** Every hostile text in every kind of parameter of a call, the others being right. */
export const VALUE_ATTACKS: readonly Attack[] = KINDS.flatMap((kind) =>
  HOSTILE_TEXTS.map(
    (hostile): Attack => ({
      name: `${kind}: ${hostile.name}`,
      text: hostile.name,
      bindings: ATTACKED,
      neverAccepted: kind !== "int",
      ...(kind === "ticket" ? { isTicket: true } : {}),
      ...(hostile.long ? { mayClose: true, heavy: true } : {}),
      message: (call, service) => {
        const argument = ofKind(call, kind);
        if (!argument) return undefined;
        const args = call.arguments.map((one) =>
          one === argument ? { ...one, value: PLACE } : one,
        );
        return put(hostile, encode({ ...call, arguments: args }, service), call);
      },
    }),
  ),
);

/** The first argument of that kind. */
function ofKind(
  { arguments: args, operation }: Call,
  kind: Parameter["type"],
): Argument | undefined {
  const names = operation.parameters.filter(({ type }) => type === kind).map(({ name }) => name);
  return args.find((one) => names.some((name) => name.toLowerCase() === one.name.toLowerCase()));
}

function put(
  hostile: HostileText,
  request: WireRequest,
  { binding }: Call,
): WireRequest | undefined {
  const encoded = hostile.percent ?? percent(hostile.text);
  const { argumentsIn } = traitsOf(binding);
  if (argumentsIn === "query") {
    const isSent = !hostile.long || encoded.length <= LONGEST_SENT;
    return isSent ? { ...request, url: request.url.replace(PLACE, () => encoded) } : undefined;
  }
  const body = String(request.body ?? "");
  if (argumentsIn === "form") return { ...request, body: body.replace(PLACE, () => encoded) };
  const { xml = xmlEscape(hostile.text) } = hostile;
  if (hostile.text === "" && hostile.xml === undefined) return undefined;
  const [before = "", after = ""] = body.split(PLACE);
  const bytes = [before, xml, after].map((part) =>
    typeof part === "string" ? Buffer.from(part) : part,
  );
  return { ...request, body: Buffer.concat(bytes) };
}
