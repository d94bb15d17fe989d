import { printable } from "../plain-text.ts";
import type { Report, ReportLine } from "./analyse-report-parts.ts";

const LABEL_WIDTH = 34;

const line = ({ label, value }: ReportLine) => `  ${label.padEnd(LABEL_WIDTH)}${printable(value)}`;

const underlined = (heading: string, mark: string) => [heading, mark.repeat(heading.length)];

/** The report for a terminal: plain text, one idea a line, caveats last and always there. */
export function reportText({ title, about, sections, caveats }: Report): string {
  const parts = [
    [...underlined(printable(title), "="), ...about.map(({ label, value }) => `${label}: ${printable(value)}`)],
    ...sections.map(({ heading, lines, notes }) => [
      ...underlined(heading, "-"),
      ...lines.map(line),
      ...notes.map((note) => `  ${note}`),
    ]),
    [...underlined("Read with the numbers", "-"), ...caveats.map((text) => `  * ${text}`)],
  ];
  return `${parts.map((part) => part.join("\n")).join("\n\n")}\n`;
}
