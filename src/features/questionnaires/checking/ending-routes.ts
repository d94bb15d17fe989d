import { looked, wrote } from "../../../domain/audit-entry.ts";
import { onFileNow } from "../../../forms/both-texts.ts";
import { act, type Refusal } from "../../../web/act.ts";
import { factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { type Drawn, WHY_NOT_AGAIN } from "../doubts/second-keying.ts";
import { isOpenForKeying, recordEnded } from "../doubts/second-keying-queries.ts";
import { assessmentPaths } from "../paths.ts";
import { parseEndingSecondKeying } from "./ending-form.ts";
import { endingSecondKeyingPage } from "./ending-page.ts";
import { type Found, findDrawnAssessment } from "./second-keying-routes.ts";

/** Mounted on /assessments: a drawn form that waits for nobody. */
export const endingSecondKeying = factory.createApp();

type Asked = Found & { isOpen: boolean };

const NOT_OPEN: Refusal = { text: "Nothing of this form is open any more: it was keyed again and settled, or closed" };

const said = ({ ended }: Drawn): string =>
  ended ? `Closed: ${WHY_NOT_AGAIN[ended.reason]}.` : "It was keyed again, and nothing is open.";

act(endingSecondKeying, {
  path: "/:id/second-keying/ending",
  permission: "measure:enter",
  params: { id },
  find: async (c, asked): Promise<Asked | undefined> => {
    const found = await findDrawnAssessment(c, asked);
    return found && { ...found, isOpen: await isOpenForKeying(c.var.deps.db, found.drawn.responseId) };
  },
  look: (c, { assessment }) => looked(c.var.actor, "second-keying", assessment.id, assessment.familyId),
  barred: (_, { isOpen }) => (isOpen ? undefined : NOT_OPEN),
  tooLate: (_, { isOpen }) => (isOpen ? undefined : NOT_OPEN),
  parse: (data) => parseEndingSecondKeying(data),
  page: ({ assessment, drawn }, form) => [
    "@questionnaires/checking/ending",
    endingSecondKeyingPage(assessment, drawn, form),
  ],
  tells: "nobody",
  audit: (ending, { assessment }, c) =>
    wrote(c.var.actor, "second-keying-ended", assessment.id, { ...ending }, { familyId: assessment.familyId }),
  writes: ({ reason, note }, { drawn }, c) => {
    const { deps, actor, now } = c.var;
    return [recordEnded(deps.db, { by: actor.userId, at: now }, { responseId: drawn.responseId, reason, note })];
  },
  did: () => `${assessmentPaths.secondKeyings}?did=closed`,
  conflict: (_, { drawn }) => onFileNow(said(drawn)),
});
