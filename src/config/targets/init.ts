import type { Service } from "../../model/service.ts";
import type { ServiceName } from "../../model/target.ts";

/**
 * A targets.json to start with: `reference`, which can be judged at once, and `mine`, which shows
 * every field that most servers need. It is valid as it stands.
 *
 * @param services in the order in which they stand there
 * @param folders of rule files of one's own, from the new file's folder
 *
 * @param schema path of `targets.schema.json` from the new file's folder
 */
export function initialTargetsFile(
  schema: string,
  services: Readonly<Record<ServiceName, Service>>,
  folders: readonly string[] = [],
): string {
  const specs =
    folders.length === 0
      ? ""
      : `  // Rule files of your own, beside the built-in ones.\n  "specs": ${JSON.stringify(folders)},\n\n`;
  const examples = Object.values(services).map(exampleOf).join(",\n");
  return `// The servers that \`npx assay run\` judges. Comments and trailing commas are fine.
// \${NAME} and \${NAME:-default} take environment variables, also from a .env file beside this one.
{
  "$schema": ${JSON.stringify(schema)},

${specs}  // Judged when --target is not given; a list of names is possible, "all" is every target.
  "default": "reference",

  "targets": {
    // The built-in server, started in the run on a free port. Good for a first look.
    "reference": { "embedded": true },

    // Your server: \`npx assay check --target mine\`, then \`npx assay run --target mine\`.
    "mine": {
      "description": "My server",
      "services": {
        // Leave a service out that your server does not offer.
${indented(examples, 8)}
      },
      // 0 requests a second is no limit.
      "limits": { "requestsPerSecond": 0, "concurrency": 8, "timeoutMs": 10000 },
      // read-only creates nothing that lasts; sandbox cleans up what it creates and writes only
      // into the writable folder; full adds what is hostile or load-like.
      "safety": "sandbox",
      // On any other host than this machine: true says that you may test it.
      "authorized": false
    }
  }
}
`;
}

function exampleOf({ name, example }: Service): string {
  return example?.trimEnd() ?? `${JSON.stringify(name)}: { "baseUrl": "http://127.0.0.1:8080" }`;
}

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, " ".repeat(by));
}
