/** The family of the journeys. Everything here is a name, a contact or free text, and none of it may reach an evaluator. */
export const STORY = {
  carerGiven: "Rosaleen",
  carerFamily: "O’Quilligan",
  childGiven: "Zoë",
  childFamily: "Fernandès",
  mobile: "07700 900417",
  email: "rosaleen.oquilligan@example.org",
  postcode: "NE66 9QZ",
  ownWords: "She says the marmalade evenings are the hardest",
  decisionNote: "We spoke for a long while in the greenhouse",
  askedBy: "Larchmere Primary School",
  reason: "Bedtimes have unravelled since the lighthouse move",
  access: "A ramp at the eastern doorway",
  safeTimes: "Whenever the kettle is on",
  workPattern: "Night shifts at the cannery",
  goals: ["Fewer slammed doors before porridge", "A whole supper at the round table"],
  acceptNote: "Glad to welcome them in the springtime",
  venue: "Heronsgate Hall, Saltmarsh Lane",
  groupNote: "A tender evening with biscuits",
  personalNote: "Spoke about her brother Anselm",
  concern: "Mentioned sleeping in the pantry",
  done: "Rang the duty worker about the pantry",
} as const;

/** Every planted word as one list. The mobile also without its spaces, as software likes to write it. */
export const PLANTED: readonly string[] = [...Object.values(STORY).flat(), STORY.mobile.replaceAll(" ", "")];
