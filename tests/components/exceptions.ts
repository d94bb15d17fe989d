import type { Element } from "../support/html.ts";
import { attributeOf } from "../support/html.ts";

/** Where our components differ on purpose from the official macros, and why. */
export type Exception = {
  component: string;
  /** Fixtures of these names are not compared. */
  fixtures?: string[];
  /** These elements of the official HTML are taken out before the comparison. */
  without?: (element: Element) => boolean;
  reason: string;
};

const hasClass = (element: Element, name: string) => (attributeOf(element, "class") ?? "").split(/\s+/).includes(name);

export const exceptions: Exception[] = [
  {
    component: "hint",
    fixtures: ["default"],
    reason: "A text keeps the lines in which it was written: somebody’s own words are shown as they are.",
  },
  {
    component: "footer",
    without: (element) =>
      element.tagName === "svg" || hasClass(element, "govuk-footer__licence-description") || elementHoldsCrest(element),
    reason: "Crown, crest, licence and crown copyright are GOV.UK's; Kinstep is not a GOV.UK service.",
  },
];

function elementHoldsCrest(element: Element): boolean {
  if (!hasClass(element, "govuk-footer__meta-item")) return false;
  return element.childNodes.some((child) => "tagName" in child && hasClass(child, "govuk-footer__copyright-logo"));
}
