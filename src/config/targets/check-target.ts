import type { FilePosition, Problem } from "../../model/errors.ts";
import type { Specs } from "../../model/rule.ts";
import { textAt, userOf } from "../../model/settings.ts";
import type { Target, TargetUser } from "../../model/target.ts";
import type { DocumentPath } from "../../schema/document.ts";
import { checkBaseUrl } from "./check-base-url.ts";
import { checkHeaders } from "./check-headers.ts";
import { checkTls } from "./check-tls.ts";
import { isProxy, proxyFor } from "./proxy-settings.ts";
import { describedSettings } from "./settings-schema.ts";

/** What the rule files say of services. */
type KnownServices = Pick<Specs, "services" | "operations">;

type PositionOf = (path: DocumentPath) => FilePosition;

/** What no schema can say about a target; `positionOf` takes paths inside the target. */
export function checkTarget(
  target: Target,
  known: KnownServices,
  positionOf: PositionOf,
): readonly Problem[] {
  return [
    ...badUrls(target, known, positionOf),
    ...badReady(target, positionOf),
    ...notTwo(target, known, positionOf),
    ...checkHeaders(target, known, positionOf),
    ...checkTls(target, positionOf),
    ...badProxy(target, positionOf),
  ];
}

function badUrls(
  target: Target,
  { services, operations }: KnownServices,
  positionOf: PositionOf,
): readonly Problem[] {
  return Object.entries(target.services).flatMap(([name, entry]) => {
    const own = Object.values(operations[name] ?? {});
    const urls = describedSettings(services[name]?.target ?? {}).flatMap(({ path, schema }) =>
      schema["holds"] === "url" ? [path] : [],
    );
    return ["baseUrl", ...urls].flatMap((setting) => {
      const url = textAt(entry, setting);
      const fault = url === undefined ? undefined : checkBaseUrl(url, own);
      if (!fault) return [];
      const path = ["services", name, ...setting.split(".")];
      const message = `target "${target.name}", ${path.join(".")} ${fault.message}`;
      return [{ message, at: positionOf(path), hint: fault.hint }];
    });
  });
}

function badReady(target: Target, positionOf: PositionOf): readonly Problem[] {
  const ready = target.launch?.ready;
  if (ready === undefined || (/^https?:\/\//i.test(ready) && URL.canParse(ready))) return [];
  const message = `target "${target.name}", launch.ready is not an http or https URL`;
  const hint = "write it like http://127.0.0.1:8080/health";
  return [{ message, at: positionOf(["launch", "ready"]), hint }];
}

/** The stranger who is the owner would make every rule about foreign handlers judge nothing. */
function notTwo(
  target: Target,
  { services }: KnownServices,
  positionOf: PositionOf,
): readonly Problem[] {
  return Object.entries(target.services).flatMap(([name, entry]) => {
    const service = services[name];
    const owner = service && userOf(service, entry, "owner");
    const stranger = service && userOf(service, entry, "stranger");
    if (!service?.credentials || !owner || !stranger || !isSameUser(owner, stranger)) return [];
    const what = service.credentials.login ? "user" : service.credentials.word;
    const path = ["services", name, service.credentials.setting, "stranger"];
    return [
      {
        message: `target "${target.name}", ${path.join(".")} is the same ${what} as the owner`,
        at: positionOf(path),
        hint: `name another ${what}, or leave the stranger out`,
      },
    ];
  });
}

function isSameUser(a: TargetUser, b: TargetUser): boolean {
  if ("uid" in a && "uid" in b) return a.uid.toLowerCase() === b.uid.toLowerCase();
  return "token" in a && "token" in b && a.token === b.token;
}

/** A proxy may hold a password: only the variable is named. */
function badProxy({ name, services, proxy }: Target, positionOf: PositionOf): readonly Problem[] {
  return Object.entries(services).flatMap(([service, { baseUrl }]) => {
    if (!URL.canParse(baseUrl)) return [];
    const { origin, protocol } = new URL(baseUrl);
    const through = proxyFor(origin, proxy);
    if (through === undefined || isProxy(through)) return [];
    const variable = protocol === "https:" ? "HTTPS_PROXY" : "HTTP_PROXY";
    const path = ["services", service, "baseUrl"];
    const message = `target "${name}", ${path.join(".")} is asked through ${variable}, which is no http or https URL`;
    const hint = `write it like http://proxy.example:3128, or give the target "proxy": false`;
    return [{ message, at: positionOf(path), hint }];
  });
}
