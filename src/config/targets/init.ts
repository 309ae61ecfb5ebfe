import type { Service } from "../../model/service.ts";
import type { ServiceName } from "../../model/target.ts";

export interface InitialTargets {
  /** Path of `targets.schema.json` from the new file's folder. */
  readonly schema: string;
  /** What is known, in the order in which it stands there. */
  readonly services: Readonly<Record<ServiceName, Service>>;
  /** Those that stand as they are; the others are comments. All by default. */
  readonly offered?: readonly ServiceName[];
  /** Only the offered ones: who named them knows what his server is. */
  readonly isChosen?: boolean;
  /** Where the server is; for one offered service. */
  readonly url?: string;
  /** Folders of rule files of one's own, from the new file's folder. */
  readonly folders?: readonly string[];
}

/**
 * A targets.json to start with: `reference`, which can be judged at once, and `mine`, which shows
 * every field that most servers need. It is valid as it stands. Where the services were chosen, `mine` is judged
 * by default.
 */
export function initialTargetsFile({
  schema,
  services,
  offered = Object.keys(services),
  isChosen = false,
  url,
  folders = [],
}: InitialTargets): string {
  const specs =
    folders.length === 0
      ? ""
      : `  // Rule files of your own, beside the built-in ones.\n  "specs": ${JSON.stringify(folders)},\n\n`;
  const examples = Object.values(services).flatMap((service) => {
    const text = `${exampleOf(service)},`;
    if (offered.includes(service.name)) return [url === undefined ? text : at(url, text)];
    return isChosen ? [] : [text.replace(/^/gm, "// ")];
  });
  const hint = isChosen
    ? ""
    : "        // Leave a service out that your server does not offer, and take the // away from one that it does.\n";
  return `// The servers that \`npx assay run\` judges. Comments and trailing commas are fine.
// \${NAME} and \${NAME:-default} take environment variables, also from a .env file beside this one.
{
  "$schema": ${JSON.stringify(schema)},

${specs}  // Judged when --target is not given; a list of names is possible, "all" is every target.
  "default": "${isChosen ? "mine" : "reference"}",

  "targets": {
    // The built-in server, started in the run on a free port. Good for a first look.
    "reference": { "embedded": true },

    // Your server: \`npx assay check --target mine\`, then \`npx assay run --target mine\`.
    "mine": {
      "description": "My server",
      "services": {
${hint}${indented(examples.join("\n"), 8)}
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

/** The example with another address: its first `baseUrl` is that of the service. */
function at(url: string, example: string): string {
  return example.replace(/("baseUrl": *)"[^"]*"/, (_, name: string) => name + JSON.stringify(url));
}

function exampleOf({ name, example }: Service): string {
  return example?.trimEnd() ?? `${JSON.stringify(name)}: { "baseUrl": "http://127.0.0.1:8080" }`;
}

function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, " ".repeat(by));
}
