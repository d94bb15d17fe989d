import { wrote } from "../../../domain/audit-entry.ts";
import { err, ok } from "../../../domain/result.ts";
import { errorList } from "../../../forms/field.ts";
import { BLANK, type FormProblem } from "../../../forms/form.ts";
import { inputQuestion, radioQuestion } from "../../../forms/form-page.ts";
import { measureById } from "../../../measures/index.ts";
import { act, CHANGED_SINCE } from "../../../web/act.ts";
import { factory } from "../../../web/factory.ts";
import { id } from "../../../web/params.ts";
import { askedAssessment, lookAtAssessment } from "../assessment/asked-routes.ts";
import { type Assessment, mayBeOtherwise, OTHERWISE, timepointSaid } from "../assessment/assessment.ts";
import { assessmentPaths } from "../paths.ts";
import { recordSteps } from "../sheet/recording-queries.ts";
import { recordStepsToo, recordUnpaired, servedBesides } from "../sheet/serving-queries.ts";
import type { Step } from "../sheet/step.ts";
import { HOW_IT_WAS, type OtherwiseTyped, parseOtherwise } from "./otherwise-form.ts";

export const otherwise = factory.createApp();

const otherwisePage = (a: Assessment, form: FormProblem = BLANK) => ({
  title: "Answered about, by or on something else",
  caption: `${measureById(a.measureId)?.acronym ?? a.measureId}, ${timepointSaid(a.timepoint).toLowerCase()}: about ${a.aboutName}, answered by ${a.informantName}`,
  intro:
    "Whom it is about, who answers and the form were fixed at enrolment. Answers given otherwise are kept and scored, and no change is counted from them.",
  errors: errorList(form),
  breadcrumbs: [{ text: "Follow-up list", href: assessmentPaths.due() }],
  sections: [
    {
      questions: [
        radioQuestion("how", "How was it answered?", HOW_IT_WAS, form),
        inputQuestion("why", "How do you know?", form, { hint: "For example: the name on the paper form" }),
      ],
    },
  ],
  submit: "Save",
  cancelHref: assessmentPaths.show(a.id),
  version: a.version,
});

const NOT_NOW =
  "Only what was answered can be said to be otherwise. Of a child outside the ages of the form no change is counted.";

/** The sheet in use stays; its history says how it was answered and how that is known. */
const stepsOf = ({ responseId }: Assessment, { how, why }: OtherwiseTyped): Step[] => [
  {
    verb: "finished",
    state: "done",
    notCollectedReason: null,
    detail: { response: responseId, why: how, reason: why },
  },
];

// X3: a change of what was fixed needs a reason and un-pairs (docs/rules/pairing-and-change.md).
act(otherwise, {
  path: "/:id/otherwise",
  permission: "measure:enter",
  params: { id },
  find: askedAssessment,
  look: lookAtAssessment,
  barred: (_, assessment) => (mayBeOtherwise(assessment) ? undefined : { text: NOT_NOW }),
  parse: (data) => parseOtherwise(data),
  decide: (typed, assessment) => {
    if (!mayBeOtherwise(assessment)) return err({ text: NOT_NOW });
    return typed.version === assessment.version ? ok(typed) : err(CHANGED_SINCE);
  },
  page: (assessment, form) => ["@forms/form", otherwisePage(assessment, form)],
  tells: (_, { referralId, responseId }) => ({
    verb: "answer.otherwise",
    about: { referralId, named: [responseId && { whoKeyed: responseId }] },
  }),
  audit: ({ how }, { id: assessmentId, familyId }, c) =>
    wrote(c.var.actor, "assessment", assessmentId, { unpairedReason: how }, { familyId }),
  writes: async (typed, assessment, c) => {
    const { deps, actor, now } = c.var;
    const who = { by: actor.userId, at: now };
    const too = await servedBesides(deps.db, assessment);
    const steps = stepsOf(assessment, typed);
    const ids = [assessment.id, ...too.map((one) => one.id)];
    return [
      ...recordSteps(deps.db, who, assessment, steps),
      ...recordStepsToo(deps.db, who, too, steps),
      recordUnpaired(deps.db, ids, typed.how in OTHERWISE ? typed.how : null),
    ];
  },
  did: (_, assessment) => `${assessmentPaths.show(assessment.id)}?did=otherwise`,
});
