import { resolve } from "node:path";
import { type Headers, headerLines, headersOf } from "../../model/header-lines.ts";
import type { Service } from "../../model/service.ts";
import { textAt, withSetting } from "../../model/settings.ts";
import type { Launch, ServiceName, ServiceTarget, Target } from "../../model/target.ts";
import { trimEnd } from "../../model/trim-end.ts";
import { isObject, type SchemaObject } from "../../schema/schema-object.ts";
import type { Environment } from "./environment.ts";
import { isLoopback } from "./is-loopback.ts";
import { readPercent } from "./percent.ts";
import { proxySettings } from "./proxy-settings.ts";
import type { RawService, RawTarget } from "./raw-target.ts";
import {
  type DescribedSetting,
  describedSettings,
  type SettingsSchema,
  settingsSchema,
} from "./settings-schema.ts";

const LIMITS: Target["limits"] = {
  requestsPerSecond: 0,
  bytesPerSecond: 0,
  concurrency: 8,
  timeoutMs: 10_000,
  maxUploadBytes: 268_435_456,
};

/** Requests in flight on this machine, where a request's time is spent waiting. */
const OVER_LINK = 64;

const LAUNCH_TIMEOUT_MS = 60_000;

/** A target with every default filled in; relative paths start at the folder of targets.json. */
export function buildTarget(
  name: string,
  raw: RawTarget,
  {
    folder,
    services: described,
    environment = {},
    freePort,
  }: {
    readonly folder: string;
    readonly services: Readonly<Record<ServiceName, Service>>;
    /** Tells of proxies. */
    readonly environment?: Environment;
    /** What `{port}` was filled in by. */
    readonly freePort?: number;
  },
): Target {
  const { embedded, launch, services = {}, tls = {} } = raw;
  const proxy = proxySettings(environment, raw.proxy);
  return {
    name,
    ...(raw.description === undefined ? {} : { description: raw.description }),
    ...(embedded === undefined ? {} : { embedded: embedded === true ? {} : embedded }),
    ...(launch === undefined ? {} : { launch: buildLaunch(launch, folder, freePort) }),
    services: Object.fromEntries(
      Object.entries(services).flatMap(([service, part]) => {
        const known = described[service];
        return known ? [[service, buildService(part, known, folder)]] : [];
      }),
    ),
    limits: { ...LIMITS, ...overLink(raw), ...raw.limits },
    safety: raw.safety ?? "sandbox",
    tls: {
      ...(tls.ca === undefined ? {} : { ca: resolve(folder, tls.ca) }),
      ...(tls.cert === undefined ? {} : { cert: resolve(folder, tls.cert) }),
      ...(tls.key === undefined ? {} : { key: resolve(folder, tls.key) }),
      rejectUnauthorized: tls.rejectUnauthorized ?? true,
    },
    ...(proxy ? { proxy } : {}),
    authorized: raw.authorized ?? false,
    ...(raw.deviations === undefined ? {} : { deviations: resolve(folder, raw.deviations) }),
    ...minJudgedOf(raw),
  };
}

/** A server on this machine that is not fast waits for nothing that others need, as far as nobody has said less. */
function overLink({ limits, services = {} }: RawTarget): Pick<Target["limits"], "overLink"> {
  const addresses = Object.values(services).map(({ baseUrl }) => baseUrl);
  const isOwn = addresses.length > 0 && addresses.every(isLoopback);
  return isOwn && limits?.concurrency === undefined ? { overLink: OVER_LINK } : {};
}

/** The schema has said that it is a percentage. */
function minJudgedOf({ minJudged }: RawTarget): Pick<Target, "minJudged"> {
  const read = minJudged === undefined ? undefined : readPercent(minJudged);
  return read?.kind === "percent" ? { minJudged: read.percent } : {};
}

function buildLaunch(
  raw: NonNullable<RawTarget["launch"]>,
  folder: string,
  freePort: number | undefined,
): Launch {
  return {
    command: raw.command,
    args: raw.args ?? [],
    cwd: resolve(folder, raw.cwd ?? "."),
    env: raw.env ?? {},
    ...(raw.ready === undefined ? {} : { ready: raw.ready }),
    timeoutMs: raw.timeoutMs ?? LAUNCH_TIMEOUT_MS,
    ...(raw.watch === undefined ? {} : { watch: raw.watch }),
    ...(freePort === undefined ? {} : { freePort }),
  };
}

/** A service's part with its defaults, its paths made absolute, and its addresses without a slash at the end. */
function buildService(
  raw: RawService,
  { bindings, target }: Service,
  folder: string,
): ServiceTarget {
  const schema = settingsSchema((target["$defs"] as SchemaObject | undefined) ?? {});
  const filled = withDefaults(raw, target, schema) as RawService;
  const entry: ServiceTarget = {
    ...filled,
    baseUrl: withoutSlash(raw.baseUrl),
    bindings: raw.bindings ?? bindings,
    operations: { absent: raw.operations?.absent ?? [] },
    ...(raw.headers ? { headers: withoutEmpty(raw.headers) } : {}),
  };
  return describedSettings(target).reduce(
    (built, setting) => withMeaning(built, setting, folder),
    entry,
  );
}

/** A line whose variable is empty is none. */
function withoutEmpty(headers: Headers): Headers {
  const lines = headerLines(headers).filter(([, value]) => value !== "");
  return headersOf(lines);
}

function withDefaults(value: unknown, schema: unknown, settings: SettingsSchema): unknown {
  if (!isObject(value)) return value;
  const members = Object.entries({ ...settings.defaultsOf(schema, value), ...value });
  return Object.fromEntries(
    members.map(([name, member]) => {
      const own = settings.memberOf(schema, value, name);
      return [name, own === undefined ? member : withDefaults(member, own, settings)];
    }),
  );
}

function withMeaning(
  entry: ServiceTarget,
  { path, schema: { holds } }: DescribedSetting,
  folder: string,
): ServiceTarget {
  const text = textAt(entry, path);
  if (text === undefined) return entry;
  if (holds === "local path") return withSetting(entry, path, resolve(folder, text));
  return holds === "folder" ? withSetting(entry, path, plainFolder(text)) : entry;
}

/** Documents are written as `folder/name`. */
function plainFolder(path: string): string {
  return trimEnd(path, "/") || path;
}

/** So that `/` and the name of an operation can follow. */
function withoutSlash(url: string): string {
  return trimEnd(url, "/");
}
