import { checkBaseUrl } from "../../config/targets/check-base-url.ts";
import { type Binding, hasBinding, hasFields, isSoap11, traitsOf } from "../../model/binding.ts";
import { UsageError } from "../../model/errors.ts";
import type { Operation } from "../../model/operation.ts";
import type { Specs } from "../../model/rule.ts";
import type { ServiceName } from "../../model/target.ts";
import { trimEnd } from "../../model/trim-end.ts";
import { settingsThatHold } from "../../run/service/wire-service.ts";
import type { ImportedService } from "../targets-file.ts";
import type { Wsdl } from "./read-wsdl.ts";

/** What a WSDL comes to: what Assay knows of it, and what not. */
export interface WsdlMatch extends ImportedService {
  /** Operations that it has and that Assay has rules or descriptions for. */
  readonly known: readonly string[];
  /** Those that no rule file describes. */
  readonly unknown: readonly string[];
}

/**
 * The service that a WSDL describes: that of which it has the most operations.
 *
 * @param options.service which one it is, where somebody says so
 * @param options.url where it is, instead of what the WSDL says
 * @throws UsageError (`wsdl-unknown`) when it has no operation of a service, or no address
 */
export function matchWsdl(
  wsdl: Wsdl,
  { operations, services }: Pick<Specs, "operations" | "services">,
  options: {
    readonly file: string;
    readonly service?: ServiceName | undefined;
    readonly url?: string | undefined;
  },
): WsdlMatch {
  const { file } = options;
  const offered = new Set(wsdl.operations);
  const [service] = (options.service === undefined ? Object.keys(services) : [options.service])
    .map((name) => {
      const described = Object.values(operations[name] ?? {}).filter(isOfSoap);
      return { name, described, shared: described.filter((one) => offered.has(one.name)) };
    })
    .sort((one, other) => other.shared.length - one.shared.length);
  if (!service || service.shared.length === 0) {
    const of = options.service ?? Object.keys(services).join(", ");
    const message = `none of its ${wsdl.operations.length} operations is one of ${of}: ${firstOf(wsdl.operations)}`;
    const hint = "describe them in a service file, and name its folder with --specs";
    throw new UsageError("wsdl-unknown", [{ message, at: { file }, hint }]);
  }
  const { name, described, shared } = service;
  const baseUrl = options.url ?? addressOf(wsdl, file);
  const [spelling] = settingsThatHold(services[name], "soap spelling");
  const fault = checkBaseUrl(baseUrl, described);
  if (fault) {
    const message = `the address of the service ${fault.message}`;
    const hint = `${fault.hint}; --url says it instead`;
    throw new UsageError("wsdl-unknown", [{ message, at: { file }, hint }]);
  }
  return {
    service: name,
    baseUrl,
    bindings: bindingsOf(wsdl, services[name]?.bindings ?? []),
    absent: described.filter((one) => !offered.has(one.name)).map((one) => one.name),
    settings: spelling !== undefined && spellsOtherwise(wsdl, shared) ? { [spelling]: "wsdl" } : {},
    known: shared.map((one) => one.name),
    unknown: wsdl.operations.filter((one) => !shared.some((known) => known.name === one)),
  };
}

function isOfSoap(operation: Operation): boolean {
  return hasBinding(operation, isSoap11) && operation.fromTarget === undefined;
}

/** The address of SOAP 1.1 before others. */
function addressOf({ ports }: Wsdl, file: string): string {
  const port = ports.find(({ over }) => over && isSoap11(traitsOf(over))) ?? ports[0];
  if (port) return trimEnd(port.address, "/");
  const message = "the WSDL says no address: it has no port with a SOAP or HTTP address";
  const hint = "say where the server is with --url";
  throw new UsageError("wsdl-unknown", [{ message, at: { file }, hint }]);
}

/**
 * A WSDL that has HTTP bindings has all that there are. One that speaks of SOAP alone says nothing of GET and
 * POST, which the documents promise.
 */
function bindingsOf({ ports }: Wsdl, documented: readonly Binding[]): readonly Binding[] {
  const over = new Set(ports.map((port) => port.over));
  const speaksOfHttp = [...over].some((one) => one && hasFields(traitsOf(one)));
  const isThere = (binding: Binding): boolean => {
    const traits = traitsOf(binding);
    if (!traits.wsdl || over.has(binding)) return true;
    return hasFields(traits) ? !speaksOfHttp : over.size === 0;
  };
  return documented.filter(isThere);
}

/** Whether a parameter has another letter case or name than the documents give it. */
function spellsOtherwise({ parameters }: Wsdl, operations: readonly Operation[]): boolean {
  return operations.some(({ name, parameters: documented }) => {
    const spelled = parameters[name] ?? [];
    return documented.some(
      (parameter) =>
        !spelled.includes(parameter.name) &&
        spelled.some((one) => one.toLowerCase() === parameter.name.toLowerCase()),
    );
  });
}

const SHOWN = 5;

function firstOf(names: readonly string[]): string {
  return `${names.slice(0, SHOWN).join(", ")}${names.length > SHOWN ? " and more" : ""}`;
}
