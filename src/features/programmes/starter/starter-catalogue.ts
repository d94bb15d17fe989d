import { DEFAULT_COMPLETION_SHARE, type Route, type VersionFacts } from "../programme.ts";
import type { FidelityComponent, TemplateSession } from "../template.ts";

/** A programme ready to be put in the catalogue, but for its measure plan: that is the default one of its route. */
export type StarterProgramme = {
  key: "parenting-group" | "parenting-one-to-one" | "cbt-group";
  route: Route;
  name: string;
  facts: VersionFacts;
};

const sessionsOf = (modules: readonly string[], minutes: number, optional: readonly number[] = []): TemplateSession[] =>
  modules.map((module, index) => {
    const number = index + 1;
    const asks = number === 1 || number === modules.length;
    return {
      number,
      module,
      core: !optional.includes(number),
      minutes,
      ...(asks ? { measures: 15 } : {}),
    };
  });

const delivered = (...texts: string[]): FidelityComponent[] =>
  texts.map((text, index) => ({ id: `part-${index + 1}`, text }));

const NOT_RATED =
  "This programme is fictional and has no rating of its own. The rating is of the approach: programmes of this kind for kinship carers.";

const evidence = { source: "Foundations, Kinship Care Practice Guide", ratedOn: "2024-10-01", caveat: NOT_RATED };

const IN_THE_ROOM = "The recount and the goals are talked through in the room, as part of the session.";

const PARENTING_MODULES = [
  "Welcome, and what we each hope for",
  "Time together that goes well",
  "Noticing and saying what goes well",
  "Clear requests and routines",
  "Why behaviour happens, and after loss",
  "When things get heated",
  "Limits that hold, calmly",
  "Family contact and the days after it",
  "School, sleep and everyday trouble",
  "Keeping it going, and looking back",
];

const ONE_TO_ONE_MODULES = [
  "Getting to know each other, and goals",
  "A week at home, looked at together",
  "Playing and listening",
  "Praise and routines",
  "Clear requests",
  "When things get heated",
  "Practising at home, with support",
  "Looking back, and what next",
];

const CBT_MODULES = [
  "What brings us here",
  "Stress, the body and rest",
  "What we do, and how we feel",
  "Planning things that help",
  "Noticing thoughts",
  "Answering hard thoughts",
  "Guilt, loss and mixed feelings",
  "Asking for help, and saying no",
  "Problem solving when it piles up",
  "Keeping well, and looking back",
];

/** Three fictional programmes to start from: a parenting group, a one-to-one parenting programme, a CBT group for carers. */
export const STARTER_CATALOGUE: readonly StarterProgramme[] = [
  {
    key: "parenting-group",
    route: "parenting",
    name: "Larkfield Parenting Group",
    facts: {
      format: "group",
      childAgeFrom: 4,
      childAgeTo: 12,
      minimumPlaces: 6,
      maximumPlaces: 10,
      completionShare: DEFAULT_COMPLETION_SHARE,
      evidence: { rating: "Promising", ...evidence },
      template: {
        summary: "A weekly group for kinship carers of children whose behaviour often challenges them.",
        deliveredBy: "A facilitator and a kinship carer as co-leader",
        setting: "Community venue, with a crèche",
        daysBetween: 7,
        burdenReason: IN_THE_ROOM,
        sessions: sessionsOf(PARENTING_MODULES, 120),
      },
      fidelity: delivered(
        "Looked back on the week at home",
        "Practised a skill in the room",
        "Planned practice for home",
      ),
    },
  },
  {
    key: "parenting-one-to-one",
    route: "parenting",
    name: "Larkfield at Home",
    facts: {
      format: "one-to-one",
      childAgeFrom: 2,
      childAgeTo: 17,
      minimumPlaces: 1,
      maximumPlaces: 1,
      completionShare: DEFAULT_COMPLETION_SHARE,
      evidence: { rating: "Promising", ...evidence },
      template: {
        summary: "The same skills, one carer and one worker, at home or online.",
        deliveredBy: "A parenting practitioner",
        setting: "At home, or by video",
        daysBetween: 7,
        burdenReason: IN_THE_ROOM,
        sessions: sessionsOf(ONE_TO_ONE_MODULES, 60, [7]),
      },
      fidelity: delivered("Looked back on the week at home", "Practised a skill together", "Planned practice for home"),
    },
  },
  {
    key: "cbt-group",
    route: "cbt",
    name: "Steady Ground: CBT for kinship carers",
    facts: {
      format: "group",
      childAgeFrom: 0,
      childAgeTo: 17,
      minimumPlaces: 5,
      maximumPlaces: 8,
      completionShare: DEFAULT_COMPLETION_SHARE,
      evidence: { rating: "Promising", ...evidence },
      template: {
        summary: "A course for carers themselves, about the strain that caring puts on them.",
        deliveredBy: "A therapist and a kinship carer as co-leader",
        setting: "Community venue",
        daysBetween: 7,
        burdenReason: IN_THE_ROOM,
        sessions: sessionsOf(CBT_MODULES, 120),
      },
      fidelity: delivered("Agreed what to work on today", "Worked on a skill or a thought", "Planned something to try"),
    },
  },
];
