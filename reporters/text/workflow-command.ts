/** How grave an annotation is, in GitHub's words. */
export type AnnotationKind = "error" | "warning" | "notice";

/**
 * A workflow command of GitHub Actions, as `@actions/core` writes it: `::error file=a.json,title=t::text`.
 * The message may have lines; neither it nor a property can end the command or begin another.
 */
export function workflowCommand(
  kind: AnnotationKind,
  properties: Readonly<Record<string, string>>,
  message: string,
): string {
  const written = Object.entries(properties).map(([name, value]) => `${name}=${property(value)}`);
  return `::${[kind, written.join(",")].filter(Boolean).join(" ")}::${data(message)}`;
}

function data(text: string): string {
  return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

function property(text: string): string {
  return data(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
