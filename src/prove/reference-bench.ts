import { DEFAULT_DIALECT, DIALECTS, GENERATIONS, selectDialect } from "../../reference/dialects.ts";
import { FAULTS } from "../../reference/faults.ts";
import { NULL_SERVERS, type NullServerName } from "../../reference/null-servers.ts";
import { startReferenceServer } from "../../reference/server.ts";
import { SERVICES, servicesOfDialect, servicesOfFault } from "../../reference/service-names.ts";
import { settingsOf } from "../../reference/settings.ts";
import { startNullServer } from "../../reference/start-null-server.ts";
import { embeddedTarget } from "../config/targets/embedded-target.ts";
import type { BytesInForms } from "../model/bytes-in-forms.ts";
import type { Specs } from "../model/rule.ts";
import { withSetting } from "../model/settings.ts";
import type { Target } from "../model/target.ts";
import { settingsThatHold } from "../run/service/wire-service.ts";
import { type Bench, EVERYTHING, withTickets } from "./bench.ts";

/**
 * Generated cases for each property on a legal server, at most, with each seed: five seeds together
 * make half as many as a run does.
 */
export const DIALECT_RUNS = 10;
/** The same on a server that differs in a single point from one that is judged so. */
export const POINT_RUNS = 2;
const WHOLE = new Set(GENERATIONS.map(({ name }) => name));

/** The reference server, with everything that it can be. */
export const REFERENCE_BENCH: Bench = {
  faults: FAULTS.map((fault) => ({ ...fault, services: servicesOfFault(fault) })),
  dialects: DIALECTS.map((dialect) => ({
    ...dialect,
    services: servicesOfDialect(dialect, DEFAULT_DIALECT),
  })),
  nullServers: NULL_SERVERS,
  defaultDialect: DEFAULT_DIALECT,
  rulesOf: (rules) => rules.filter(({ service }) => SERVICES.some((name) => name === service)),
  runsOn(dialect, asked) {
    const { name, edition } = selectDialect(dialect);
    const isPoint = !WHOLE.has(name) && edition === undefined;
    return Math.min(asked, isPoint ? POINT_RUNS : DIALECT_RUNS);
  },
  async start({ specs, fault, dialect, chunks }) {
    const asked = new Set<string>();
    const server = await startReferenceServer({
      dialect,
      ...(fault === undefined ? {} : { faults: [fault] }),
      onFaultAsked: (name) => void asked.add(name),
    });
    const target = embeddedTarget(EVERYTHING, settingsOf(server), specs.services);
    return {
      target: withChunks(target, specs.services, chunks),
      asked,
      close: () => server.close(),
    };
  },
  async startNull(name) {
    // The plan has said that there is one of that name.
    const server = await startNullServer(name as NullServerName);
    return {
      target(specs, entrance, timeoutMs) {
        const { services } = specs;
        const target = embeddedTarget(EVERYTHING, settingsOf(server), services);
        const entered = entrance === "ticket" ? withTickets(target, services) : target;
        return { ...entered, limits: { ...target.limits, timeoutMs } };
      },
      freeze: () => server.freeze(),
      close: () => server.close(),
    };
  },
};

/** Of the services that let a target say how it takes bytes in forms. */
function withChunks(target: Target, services: Specs["services"], chunks: BytesInForms): Target {
  const entries = Object.entries(target.services).map(([name, entry]) => {
    const paths = settingsThatHold(services[name], "bytes in forms");
    return [name, paths.reduce((one, path) => withSetting(one, path, chunks), entry)] as const;
  });
  return { ...target, services: Object.fromEntries(entries) };
}
