import type { SourceDocument } from "../../schema/document.ts";
import type { Problems } from "../source/collect-problems.ts";
import type { DescribedService, ServiceSource } from "../source/service-source.ts";
import { unknownName } from "./unknown-name.ts";

/** Checks that what a server announces can be asked for, and that no capability waits for it in vain. */
export function checkAnnounced(
  document: SourceDocument,
  service: DescribedService,
  problems: Problems,
): void {
  const { announced, capabilities = {}, operations = {} } = document.value as ServiceSource;
  if (announced) {
    const { call, with: values = {} } = announced;
    const operation = service.operations.get(call);
    if (!operation) {
      const at = document.positionOf(["announced", "call"]);
      const known = service.operations.keys();
      problems.add(unknownName("operation", call, known, at, { missingFrom: "service" }));
    }
    const known = operation?.parameters.map(({ name }) => name) ?? Object.keys(values);
    for (const name of Object.keys(values)) {
      if (known.includes(name)) continue;
      const at = document.positionOf(["announced", "with", name], "key");
      problems.add(unknownName("parameter", name, known, at, { of: call }));
    }
  }
  for (const [name, { settings, announced: as }] of Object.entries(capabilities)) {
    if (service.announced || (settings && as === undefined)) continue;
    problems.add({
      message: `nothing says whether a server has the capability "${name}"`,
      at: document.positionOf(["capabilities", name], "key"),
      hint: "add settings that a target declares, or announced: the answer that names it",
    });
  }
  for (const [name, { needs = [] }] of Object.entries(operations)) {
    needs.forEach((need, index) => {
      const known = Object.keys(service.capabilities);
      if (known.includes(need)) return;
      const at = document.positionOf(["operations", name, "needs", index]);
      problems.add(unknownName("capability", need, known, at, { missingFrom: "service" }));
    });
  }
}
