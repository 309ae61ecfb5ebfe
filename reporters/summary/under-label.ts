import pc from "picocolors";
import { labelled } from "../text/labelled.ts";

/** What every part of the summary that holds a run against an earlier report is written with. */
export interface UnderLabelOptions {
  readonly color: boolean;
  readonly width: number;
  /** The earlier report, as the user wrote it. */
  readonly path: string;
  /** Everything, instead of the first ones or only how many. */
  readonly verbose: boolean;
}

type Paint = ReturnType<typeof pc.createColors>;

const LABEL_WIDTH = 10;

/**
 * Lines beside a dim label, as the last lines of the summary stand. Ends with a line feed.
 *
 * @param lines of at most `room` columns
 */
export function underLabel(
  label: string,
  { color, width }: Pick<UnderLabelOptions, "color" | "width">,
  lines: (paint: Paint, room: number) => readonly string[],
): string {
  const paint = pc.createColors(color);
  const text = labelled(label, lines(paint, width - LABEL_WIDTH), LABEL_WIDTH);
  return `${text
    .map((line) => `${paint.dim(line.slice(0, LABEL_WIDTH))}${line.slice(LABEL_WIDTH)}`)
    .join("\n")}\n`;
}
