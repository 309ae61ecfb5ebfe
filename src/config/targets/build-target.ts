import { resolve } from "node:path";
import type { ApiDataToolsTarget, InfoRouterTarget, Launch, Target } from "../../model/target.ts";
import { readPercent } from "./percent.ts";
import type { RawApiDataTools, RawTarget } from "./raw-target.ts";

const LIMITS: Target["limits"] = {
  requestsPerSecond: 0,
  bytesPerSecond: 0,
  concurrency: 8,
  timeoutMs: 10_000,
  maxUploadBytes: 268_435_456,
};

const LAUNCH_TIMEOUT_MS = 60_000;

/** A target with every default filled in; relative paths start at the folder of targets.json. */
export function buildTarget(name: string, raw: RawTarget, folder: string): Target {
  const { embedded, launch, services = {}, tls } = raw;
  const { inforouter, apidatatools } = services;
  return {
    name,
    ...(raw.description === undefined ? {} : { description: raw.description }),
    ...(embedded === undefined ? {} : { embedded: embedded === true ? {} : embedded }),
    ...(launch === undefined ? {} : { launch: buildLaunch(launch, folder) }),
    services: {
      ...(inforouter === undefined ? {} : { inforouter: buildInfoRouter(inforouter, folder) }),
      ...(apidatatools === undefined
        ? {}
        : { apidatatools: buildApiDataTools(apidatatools, folder) }),
    },
    limits: { ...LIMITS, ...raw.limits },
    safety: raw.safety ?? "sandbox",
    tls: {
      ...(tls?.ca === undefined ? {} : { ca: resolve(folder, tls.ca) }),
      rejectUnauthorized: tls?.rejectUnauthorized ?? true,
    },
    authorized: raw.authorized ?? false,
    ...(raw.deviations === undefined ? {} : { deviations: resolve(folder, raw.deviations) }),
    ...minJudgedOf(raw),
  };
}

/** The schema has said that it is a percentage. */
function minJudgedOf({ minJudged }: RawTarget): Pick<Target, "minJudged"> {
  const read = minJudged === undefined ? undefined : readPercent(minJudged);
  return read?.kind === "percent" ? { minJudged: read.percent } : {};
}

function buildLaunch(raw: NonNullable<RawTarget["launch"]>, folder: string): Launch {
  return {
    command: raw.command,
    args: raw.args ?? [],
    cwd: resolve(folder, raw.cwd ?? "."),
    env: raw.env ?? {},
    ...(raw.ready === undefined ? {} : { ready: raw.ready }),
    timeoutMs: raw.timeoutMs ?? LAUNCH_TIMEOUT_MS,
  };
}

type RawInfoRouter = NonNullable<NonNullable<RawTarget["services"]>["inforouter"]>;

function buildInfoRouter(raw: RawInfoRouter, folder: string): InfoRouterTarget {
  const stagingDir = raw.probes?.stagingDir;
  return {
    baseUrl: withoutSlash(raw.baseUrl),
    bindings: raw.bindings ?? ["get", "post", "soap11"],
    soapSpelling: raw.soapSpelling ?? "documented",
    users: raw.users ?? {},
    ...(raw.expiredTicket === undefined ? {} : { expiredTicket: raw.expiredTicket }),
    operations: { absent: raw.operations?.absent ?? [] },
    documents: raw.documents ?? {},
    folders:
      raw.folders?.writable === undefined ? {} : { writable: plainFolder(raw.folders.writable) },
    chunkEncoding: raw.chunkEncoding ?? "base64-form",
    probes: stagingDir === undefined ? {} : { stagingDir: resolve(folder, stagingDir) },
  };
}

/** Documents are written as `folder/name`. */
function plainFolder(path: string): string {
  return path.replace(/(?<=[^/])\/+$/, "");
}

function buildApiDataTools(raw: RawApiDataTools, folder: string): ApiDataToolsTarget {
  const { createUpload, listUploads } = raw;
  const { objectDir, s3 } = raw.probes ?? {};
  return {
    baseUrl: withoutSlash(raw.baseUrl),
    keys: raw.keys ?? {},
    ...(createUpload === undefined
      ? {}
      : {
          createUpload: "path" in createUpload ? { method: "POST", ...createUpload } : createUpload,
        }),
    ...(listUploads === undefined ? {} : { listUploads: { method: "GET", ...listUploads } }),
    operations: { absent: raw.operations?.absent ?? [] },
    probes: {
      ...(objectDir === undefined ? {} : { objectDir: resolve(folder, objectDir) }),
      ...(s3 === undefined ? {} : { s3: { region: "us-east-1", ...s3 } }),
    },
  };
}

/** So that `/` and the name of an operation can follow. */
function withoutSlash(url: string): string {
  return url.replace(/\/+$/, "");
}
