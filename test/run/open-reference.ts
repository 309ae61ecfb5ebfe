import { onTestFinished } from "vitest";
import {
  type ReferenceOptions,
  type ReferenceServer,
  startReferenceServer,
} from "../../reference/server.ts";
import { settingsOf } from "../../reference/settings.ts";
import { VOCABULARY } from "../../src/built-in/vocabulary.ts";
import { embeddedTarget } from "../../src/config/targets/embedded-target.ts";
import type { ServiceName, Target } from "../../src/model/target.ts";
import {
  newTag,
  type OpenOptions,
  type OpenTarget,
  openTarget,
} from "../../src/run/target/open-target.ts";
import { BUILT_IN } from "../specs/built-in-specs.ts";

/** An embedded target as targets.json fills it in, before its server runs. */
export const EMBEDDED: Target = {
  name: "reference",
  services: {},
  limits: { requestsPerSecond: 0, concurrency: 8, timeoutMs: 10_000, maxUploadBytes: 2 ** 28 },
  safety: "full",
  tls: { rejectUnauthorized: true },
  authorized: false,
};

/** A reference server as the target that it is. */
export function targetOf(server: ReferenceServer, declared: Target = EMBEDDED): Target {
  return embeddedTarget(declared, settingsOf(server), BUILT_IN.services);
}

/** Some settings of one service of a target replaced; the other services stay. */
export function withSettings(target: Target, service: ServiceName, settings: object): Target {
  const entry = target.services[service];
  if (!entry) throw new Error(`the target does not offer ${service}`);
  return { ...target, services: { ...target.services, [service]: { ...entry, ...settings } } };
}

/** Opens a target for the built-in services. */
export function openBuiltIn(
  target: Target,
  options: Partial<Omit<OpenOptions, "target">> = {},
): Promise<OpenTarget> {
  const { operations, services } = BUILT_IN;
  const { adapters } = VOCABULARY;
  return openTarget({ target, operations, services, adapters, seed: 1, tag: newTag(), ...options });
}

/** A reference server of the test's own as an open target; both end with the test. */
export async function openReference(
  options: ReferenceOptions,
  change: (target: Target) => Target = (target) => target,
): Promise<OpenTarget> {
  const server = await startReferenceServer(options);
  onTestFinished(() => server.close());
  const open = await openBuiltIn(change(targetOf(server)));
  onTestFinished(() => open.close());
  return open;
}
