import { csrf } from "hono/csrf";
import { secureHeaders } from "hono/secure-headers";
import type { Deps } from "./deps.ts";
import { accounts } from "./features/accounts/accounts-routes.ts";
import { adjudication } from "./features/questionnaires/checking/adjudication-routes.ts";
import { assessments } from "./features/questionnaires/show/assessments-routes.ts";
import { followUp } from "./features/questionnaires/follow-up/follow-up-routes.ts";
import { keying } from "./features/questionnaires/keying/keying-routes.ts";
import { madeAgain } from "./features/questionnaires/scoring/made-again-routes.ts";
import { enrolmentMeasures, referralScores } from "./features/questionnaires/change/measures-routes.ts";
import { paper } from "./features/questionnaires/paper/paper-routes.ts";
import { queries } from "./features/questionnaires/checking/clarification-routes.ts";
import { rescoring } from "./features/questionnaires/scoring/rescoring-routes.ts";
import { secondKeying, secondKeyings } from "./features/questionnaires/checking/second-keying-routes.ts";
import { totals } from "./features/questionnaires/keying/totals-routes.ts";
import { audit } from "./features/audit/audit-routes.ts";
import { checks, familyChecks } from "./features/behaviour/recording/checks-routes.ts";
import { decisions, letters } from "./features/behaviour/deciding/decision-routes.ts";
import { familyNeeds, needAssessments } from "./features/behaviour/need/need-routes.ts";
import { closingConcerns } from "./features/behaviour/recording/shown-check-routes.ts";
import { concerns } from "./features/concerns/concerns-routes.ts";
import { extracts } from "./features/extracts/extracts-routes.ts";
import { families } from "./features/families/families-routes.ts";
import { familyFile } from "./features/family-file/file-routes.ts";
import { fhirOfAssessments } from "./features/fhir/fhir-routes.ts";
import { development, help } from "./features/help/help-routes.ts";
import { home } from "./features/home/home-routes.ts";
import { familyOffers, offers } from "./features/offers/offers-routes.ts";
import { outcomes } from "./features/outcomes/outcomes-routes.ts";
import { programmes } from "./features/programmes/programme-routes.ts";
import { referrals } from "./features/referrals/referral-routes.ts";
import { measures } from "./features/registry/show/registry-routes.ts";
import { enrolments } from "./features/runs/show/enrolment-routes.ts";
import { runs } from "./features/runs/show/run-routes.ts";
import { sessions } from "./features/runs/planning/session-routes.ts";
import { waiting } from "./features/runs/joining/waiting-routes.ts";
import { settings } from "./features/settings/settings-routes.ts";
import { usersAndInvitations } from "./features/users/users-routes.ts";
import { navigation } from "./navigation.ts";
import { notFound, onError } from "./web/errors.ts";
import { type AppEnv, factory } from "./web/factory.ts";
import { fewInAddress } from "./web/field-ceiling.ts";
import { formsOnly, notTooLarge } from "./web/forms-only.ts";
import { health } from "./web/health.ts";
import { readSession } from "./web/session.ts";

const headers = secureHeaders({
  // "no-referrer" would make native forms send `Origin: null`.
  referrerPolicy: "same-origin",
  strictTransportSecurity: "max-age=31536000; includeSubDomains",
  xFrameOptions: "DENY",
  contentSecurityPolicy: {
    defaultSrc: ["'self'"],
    objectSrc: ["'none'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
    formAction: ["'self'"],
  },
});

/** The whole application on its dependencies: the order of middleware, every feature's address, and the last words on errors. */
export function createApp(deps: Deps) {
  const app = factory.createApp();
  app.onError(onError);
  app.notFound(notFound);
  app.use(async (c, next) => {
    c.set("deps", deps);
    c.set("now", deps.clock.now());
    c.set("requestId", deps.newId());
    c.set("navigation", navigation);
    c.set("signedIn", null);
    c.set("session", { kind: "none" });
    await next();
  });
  app.use(headers);
  app.route("/health", health);
  app.use(fewInAddress);
  app.use(csrf({ origin: (origin) => origin === deps.config.origin }));
  app.use(notTooLarge);
  app.use(formsOnly);
  app.use(async (c, next) => {
    const session = await readSession(c);
    c.set("session", session);
    if (session.kind === "acting") c.set("signedIn", session.actor);
    await next();
    // Not c.header(), which would make a new response of an answer that is done.
    c.res.headers.set("Cache-Control", "no-store");
  });
  mount(app);
  return app;
}

/** One line a feature. */
function mount(app: ReturnType<typeof factory.createApp>) {
  app.route("/", home);
  app.route("/", help);
  app.route("/", accounts);
  app.route("/users", usersAndInvitations);
  app.route("/audit", audit);
  app.route("/", development);
  app.route("/families", families);
  app.route("/families", familyFile);
  app.route("/families", familyChecks);
  app.route("/families", familyNeeds);
  app.route("/families", familyOffers);
  app.route("/checks", checks);
  app.route("/checks", closingConcerns);
  app.route("/checks", decisions);
  app.route("/decisions", letters);
  app.route("/need-assessments", needAssessments);
  app.route("/offers", offers);
  app.route("/concerns", concerns);
  app.route("/cohorts", outcomes);
  app.route("/extracts", extracts);
  app.route("/programmes", programmes);
  app.route("/measures", measures);
  app.route("/referrals", referrals);
  app.route("/waiting", waiting);
  app.route("/runs", runs);
  app.route("/sessions", sessions);
  app.route("/enrolments", enrolments);
  app.route("/enrolments", enrolmentMeasures);
  app.route("/referrals", referralScores);
  app.route("/assessments", madeAgain);
  app.route("/assessments", assessments);
  app.route("/assessments", fhirOfAssessments);
  app.route("/assessments", keying);
  app.route("/assessments", totals);
  app.route("/follow-up", followUp);
  app.route("/follow-up", paper);
  app.route("/assessments", secondKeying);
  app.route("/assessments", adjudication);
  app.route("/assessments", queries);
  app.route("/follow-up", secondKeyings);
  app.route("/settings", settings);
  app.route("/settings", rescoring);
}

export type App = ReturnType<typeof createApp>;
export type { AppEnv };
