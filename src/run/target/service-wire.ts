import type { Service } from "../../model/service.ts";
import type { ServiceName, ServiceTarget, Target } from "../../model/target.ts";
import type { WireService } from "../../wire/encode/wire-request.ts";
import { spellingOf, wireServiceOf } from "../service/wire-service.ts";
import { type AnswerReader, createAnswerReader } from "./answer-reader.ts";
import type { Adapters, ServiceAdapter } from "./target-parts.ts";

/** How calls of one service of a target are written and their answers read: the same for every call. */
export interface ServiceWire {
  readonly entry: ServiceTarget;
  readonly adapter: ServiceAdapter | undefined;
  readonly wire: WireService;
  /** How SOAP writes names of parameters, unless a call says otherwise. */
  readonly spelling: "documented" | "wsdl";
  readonly read: AnswerReader;
}

/** Of every service that the target has. */
export function serviceWires(
  target: Target,
  services: Readonly<Record<ServiceName, Service>>,
  adapters: Adapters,
): ReadonlyMap<ServiceName, ServiceWire> {
  const read = createAnswerReader();
  const wires = Object.entries(target.services).map(([name, entry]) => {
    const adapter = adapters.get(name);
    const own = adapter?.read;
    const wire: ServiceWire = {
      entry,
      adapter,
      wire: wireServiceOf(services[name], entry),
      spelling: spellingOf(services[name], entry),
      read: own
        ? (response, operation, over) => own(response, operation) ?? read(response, operation, over)
        : read,
    };
    return [name, wire] as const;
  });
  return new Map(wires);
}
