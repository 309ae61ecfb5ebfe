import { processStamp } from "../../config/files/process-stamp.ts";
import { secretsOf } from "../../config/targets/secrets-of.ts";
import type { Service } from "../../model/service.ts";
import type { Launch, ServiceName, Target } from "../../model/target.ts";
import { createSecrets } from "../../wire/redact/secrets.ts";
import type { Journal } from "../cleanup/journal.ts";
import { LaunchError, type Launched, launch } from "./launch.ts";
import { shownTail } from "./log-tail.ts";

/**
 * Launches the server of a target, and writes down that it runs. Where its entry does not say when it
 * is ready, it is when its first service answers.
 *
 * @throws LaunchError when it does not come up
 */
export async function launchNoted(
  target: Target,
  options: Launch,
  {
    services,
    journal,
    signal,
  }: {
    readonly services: Readonly<Record<ServiceName, Service>>;
    readonly journal?: Journal;
    readonly signal?: AbortSignal;
  },
): Promise<Launched> {
  const [service] = Object.values(target.services);
  const ready = options.ready ?? service?.baseUrl;
  const begun = (pid: number): (() => void) => {
    const noted = journal?.note({
      target: target.name,
      what: "process",
      id: `${pid} (${options.command})`,
      process: { pid, stamp: processStamp(pid) ?? "" },
    });
    return () => noted?.gone();
  };
  try {
    return await launch(ready === undefined ? options : { ...options, ready }, { begun, signal });
  } catch (error) {
    if (!(error instanceof LaunchError)) throw error;
    // It says what the server printed.
    const secrets = createSecrets();
    for (const { value, label } of secretsOf(target, services)) secrets.add(value, label);
    throw new LaunchError(shownTail(error.message, secrets.redact), error.log);
  }
}
