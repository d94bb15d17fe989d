import { csrf } from "hono/csrf";
import { secureHeaders } from "hono/secure-headers";
import type { Deps } from "./deps.ts";
import { routes as accounts } from "./features/accounts/routes.ts";
import { routes as audit } from "./features/audit/routes.ts";
import { routes as behaviour } from "./features/behaviour/routes.ts";
import { routes as concerns } from "./features/concerns/routes.ts";
import { routes as duty } from "./features/duty/routes.ts";
import { routes as extracts } from "./features/extracts/routes.ts";
import { routes as families } from "./features/families/routes.ts";
import { routes as familyFile } from "./features/family-file/routes.ts";
import { routes as fhir } from "./features/fhir/routes.ts";
import { routes as help } from "./features/help/routes.ts";
import { routes as home } from "./features/home/routes.ts";
import { routes as offers } from "./features/offers/routes.ts";
import { routes as outcomes } from "./features/outcomes/routes.ts";
import { routes as programmes } from "./features/programmes/routes.ts";
import { routes as questionnaires } from "./features/questionnaires/routes.ts";
import { routes as referrals } from "./features/referrals/routes.ts";
import { routes as registry } from "./features/registry/routes.ts";
import { routes as runs } from "./features/runs/routes.ts";
import { routes as settings } from "./features/settings/routes.ts";
import { routes as team } from "./features/team/routes.ts";
import { routes as users } from "./features/users/routes.ts";
import { navigation } from "./navigation.ts";
import { notFound, onError } from "./web/errors.ts";
import { type AppContext, type AppEnv, factory, type Mounts } from "./web/factory.ts";
import { fewInAddress } from "./web/field-ceiling.ts";
import { formsOnly, notTooLarge } from "./web/forms-only.ts";
import { health } from "./web/health.ts";
import { everyPageLooks } from "./web/reading.ts";
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

/**
 * The whole application on its dependencies: the order of middleware, every feature's address, and the last words on errors.
 * It does not start with a page that shows people and does not say what the trail keeps of that. What each request brings with
 * it (its environment) may say the dependencies too: then one app answers on several databases.
 */
export function createApp(deps: Deps | ((environment: unknown) => Deps), features: readonly Mounts[] = FEATURES) {
  const depsOf = typeof deps === "function" ? deps : () => deps;
  const app = factory.createApp();
  app.onError(onError);
  app.notFound(notFound);
  app.use(async (c, next) => {
    const own = depsOf(c.env);
    c.set("deps", own);
    c.set("now", own.clock.now());
    c.set("requestId", own.newId());
    c.set("navigation", navigation);
    c.set("signedIn", null);
    c.set("session", { kind: "none" });
    await next();
  });
  app.use(headers);
  app.route("/health", health);
  app.use(fewInAddress);
  app.use(csrf({ origin: (origin, c: AppContext) => origin === c.var.deps.config.origin }));
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
  for (const [prefix, part] of features.flat()) app.route(prefix, part);
  everyPageLooks(app.routes);
  return app;
}

/** Every feature: the first whose address fits answers. */
const FEATURES: readonly Mounts[] = [
  home,
  help,
  accounts,
  users,
  audit,
  families,
  familyFile,
  behaviour,
  offers,
  concerns,
  duty,
  outcomes,
  extracts,
  programmes,
  registry,
  referrals,
  runs,
  questionnaires,
  team,
  fhir,
  settings,
];

export type App = ReturnType<typeof createApp>;
export type { AppEnv };
