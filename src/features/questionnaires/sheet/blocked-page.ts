import { measureById } from "../../../measures/index.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { assessmentPaths } from "../paths.ts";
import { breadcrumbs } from "./crumbs-page.ts";
import type { Blocked } from "./sheet-queries.ts";

const BLOCKED: Record<Blocked | "preferred-not-to", string> = {
  "no-measure": "This measure is not in the registry of this installation.",
  "other-edition":
    "This was planned with another edition of the measure than the one that is installed now. Answers of one are not keyed as the other.",
  "not-permitted":
    "The measure’s licence does not allow it to be keyed here. Ask your administrator about the permission.",
  "keyed-not-permitted":
    "The measure’s licence does not allow it to be keyed here, item by item. Its totals may be typed from the owner’s scored form.",
  "totals-not-permitted":
    "The measure’s licence does not allow its totals to be typed here. Ask your administrator about the permission.",
  "no-totals": "This has no totals that anybody else works out: its answers are keyed.",
  "totals-only": "Of this measure only totals are kept, from the owner’s scored form: there are no answers to key.",
  "no-goals":
    "No goals have been agreed for this referral yet. Agree them with the carer first: they are what is rated.",
  "preferred-not-to":
    "The carer preferred not to answer. If they have changed their mind, open it again first and say so.",
};

function wayOn({ id }: Assessment, why: Blocked | "preferred-not-to") {
  if (why === "preferred-not-to") return { href: assessmentPaths.reopening(id), linkText: "Open it again" };
  if (why === "totals-only" || why === "keyed-not-permitted")
    return { href: assessmentPaths.totals(id), linkText: "Type its totals" };
  return { href: assessmentPaths.show(id), linkText: "Back to this assessment" };
}

/** The page that says why a form can't be keyed, and what can be done instead. */
export const blockedPage = (a: Assessment, why: Blocked | "preferred-not-to") => ({
  title: "This can’t be keyed",
  breadcrumbs: breadcrumbs(a, measureById(a.measureId)?.acronym ?? a.measureId),
  why: BLOCKED[why],
  ...wayOn(a, why),
});
