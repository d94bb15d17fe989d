import type { PageModel } from "../../../web/factory.ts";
import type { Assessment } from "../assessment/assessment.ts";
import { blockedPage } from "./blocked-page.ts";
import type { Blocked } from "./sheet-queries.ts";

/** A page that stands in the place of a form where nothing can be keyed or settled now: it says why. */
export type Instead = readonly [view: string, model: PageModel];

export const VIEW_INSTEAD = "@questionnaires/blocked";

/** Why a form can't be keyed, in its place. */
export const blockedInstead = (assessment: Assessment, why: Blocked | "preferred-not-to"): Instead => [
  VIEW_INSTEAD,
  blockedPage(assessment, why),
];

/** Nothing is done where a page stands instead. */
export const barredBy = (instead: Instead | undefined) => (instead ? { text: instead[1].title } : undefined);
