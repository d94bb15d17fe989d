import type { Context, Hono } from "hono";
import { createFactory } from "hono/factory";
import type { ContentfulStatusCode } from "hono/utils/http-status";
import type { Temporal } from "temporal-polyfill";
import type { Deps } from "../deps.ts";
import type { Actor } from "../domain/actor.ts";
import type { BothTexts } from "../forms/both-texts.ts";
import type { NewsLine } from "../tells/news.ts";
import { leadErrors } from "./error-links.ts";
import { formKey } from "./form-key.ts";
import type { Frame, NavigationLink } from "./frame.ts";
import type { SessionState } from "./session-state.ts";
import { VERSION } from "./version.ts";

export type AppEnv = {
  Variables: {
    deps: Deps;
    /** Who is acting. Only behind `can()`, which sets it. */
    actor: Actor;
    /** Who is signed in, if anybody: for pages that everybody may see. */
    signedIn: Actor | null;
    /** The session behind it, also while a second factor or a role is still missing. */
    session: SessionState;
    /** Asked of the clock once a request. */
    now: Temporal.Instant;
    requestId: string;
    navigation: (actor: Actor, path: string) => NavigationLink[];
    /** What changed in the record of this page since its reader last looked (src/web/told.ts). */
    news: NewsLine[];
  };
};

export const factory = createFactory<AppEnv>({ defaultAppOptions: { strict: false } });

export type AppContext = Context<AppEnv>;

/** What a feature serves: the prefix of its addresses and the app that answers there, in the order in which they are tried. */
export type Mounts = readonly (readonly [prefix: string, app: Hono<AppEnv>])[];

/** What every page model has. `notices` are the confirmations this page can show after a redirect with `?did=<name>`. */
export type PageModel = {
  title: string;
  errors?: { text: string; href?: string }[];
  notices?: Record<string, string>;
  /** Somebody was first: what `@components/conflict` shows (409). */
  conflict?: BothTexts;
};

const IDLE_WARNING = { warnAtSeconds: 25 * 60, extendHref: "/stay-signed-in" };

function frameOf(c: AppContext): Frame {
  const { signedIn: actor, session } = c.var;
  if (!actor) return { nav: [], signedIn: false, version: VERSION };
  return {
    organisation: actor.organisationName,
    person: actor.name,
    role: actor.role === "team-manager" ? "Team manager" : actor.role.charAt(0).toUpperCase() + actor.role.slice(1),
    switchRoleHref: session.kind === "acting" && session.hasOtherRole ? "/choose-role" : undefined,
    accountHref: "/account",
    nav: c.var.navigation(actor, c.req.path),
    signedIn: true,
    idleWarning: IDLE_WARNING,
    version: VERSION,
  };
}

/**
 * Answers with a page, or with its fragment to a targeted swap (everything else, history restores included, gets the
 * page). A fresh idempotency `key` goes with every page, for the forms on it.
 */
export function page(c: AppContext, view: string, model: PageModel, status: ContentfulStatusCode = 200) {
  const partial = c.req.header("HX-Request-Type") === "partial";
  const did = c.req.query("did");
  const notice =
    did && model.notices && Object.hasOwn(model.notices, did)
      ? { text: model.notices[did]!, type: "success" }
      : undefined;
  const layout = partial ? "@layouts/fragment" : "@layouts/page";
  const { render, encode, newId } = c.var.deps;
  const html = render(view, {
    errors: [],
    notice,
    frame: frameOf(c),
    news: c.var.news,
    key: formKey(newId(), c.var.signedIn),
    layout,
    ...model,
  });
  return c.body(encode(leadErrors(html)), status, {
    "Content-Type": "text/html; charset=UTF-8",
    Vary: "HX-Request-Type",
  });
}
