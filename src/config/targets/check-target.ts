import { accessSync, constants } from "node:fs";
import type { FilePosition, Problem } from "../../model/errors.ts";
import type { Target, TargetUser } from "../../model/target.ts";
import type { DocumentPath } from "../../schema/document.ts";
import { checkBaseUrl } from "./check-base-url.ts";
import { s3ProbeOf } from "./s3-probe.ts";

type PositionOf = (path: DocumentPath) => FilePosition;

/** What no schema can say about a target; `positionOf` takes paths inside the target. */
export function checkTarget(target: Target, positionOf: PositionOf): readonly Problem[] {
  return [
    ...badUrls(target, positionOf),
    ...badReady(target, positionOf),
    ...notTwo(target, positionOf),
    ...noCa(target, positionOf),
  ];
}

function badUrls(target: Target, positionOf: PositionOf): readonly Problem[] {
  const { inforouter, apidatatools } = target.services;
  const s3 = apidatatools && s3ProbeOf(apidatatools);
  const urls: readonly (readonly [readonly string[], string | undefined])[] = [
    [["services", "inforouter", "baseUrl"], inforouter?.baseUrl],
    [["services", "apidatatools", "baseUrl"], apidatatools?.baseUrl],
    [["services", "apidatatools", "probes", "s3", "endpoint"], s3?.endpoint],
  ];
  return urls.flatMap(([path, url]) => {
    const fault = url === undefined ? undefined : checkBaseUrl(url);
    if (!fault) return [];
    const message = `target "${target.name}", ${path.join(".")} ${fault.message}`;
    return [{ message, at: positionOf(path), hint: fault.hint }];
  });
}

function badReady(target: Target, positionOf: PositionOf): readonly Problem[] {
  const ready = target.launch?.ready;
  if (ready === undefined || (/^https?:\/\//i.test(ready) && URL.canParse(ready))) return [];
  const message = `target "${target.name}", launch.ready is not an http or https URL`;
  const hint = "write it like http://127.0.0.1:8080/srv.asmx/ServerInfo";
  return [{ message, at: positionOf(["launch", "ready"]), hint }];
}

/** The stranger who is the owner would make every rule about foreign handlers judge nothing. */
function notTwo(target: Target, positionOf: PositionOf): readonly Problem[] {
  const { users } = target.services.inforouter ?? {};
  const { keys } = target.services.apidatatools ?? {};
  const same = (path: readonly string[], what: string): Problem => ({
    message: `target "${target.name}", ${path.join(".")} is the same ${what} as the owner`,
    at: positionOf(path),
    hint: `name another ${what}, or leave the stranger out`,
  });
  return [
    ...(users?.owner && users.stranger && isSameUser(users.owner, users.stranger)
      ? [same(["services", "inforouter", "users", "stranger"], "user")]
      : []),
    ...(keys?.owner !== undefined && keys.owner === keys.stranger
      ? [same(["services", "apidatatools", "keys", "stranger"], "key")]
      : []),
  ];
}

function isSameUser(a: TargetUser, b: TargetUser): boolean {
  if ("uid" in a && "uid" in b) return a.uid.toLowerCase() === b.uid.toLowerCase();
  return "ticket" in a && "ticket" in b && a.ticket === b.ticket;
}

function noCa(target: Target, positionOf: PositionOf): readonly Problem[] {
  const { ca } = target.tls;
  if (ca === undefined || isReadable(ca)) return [];
  const message = `target "${target.name}", tls.ca: cannot read ${ca}`;
  return [
    { message, at: positionOf(["tls", "ca"]), hint: "the path starts at the folder of this file" },
  ];
}

function isReadable(file: string): boolean {
  try {
    accessSync(file, constants.R_OK);
    return true;
  } catch {
    return false;
  }
}
