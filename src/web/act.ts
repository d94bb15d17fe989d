import type { Hono } from "hono";
import type { z } from "zod";
import { Conflict } from "../db/conflict.ts";
import type { Write } from "../deps.ts";
import type { AuditEntry } from "../domain/audit-entry.ts";
import type { Permission } from "../domain/permissions.ts";
import { ok, type Result } from "../domain/result.ts";
import type { BothTexts } from "../forms/both-texts.ts";
import { type FormProblem, problem, seenVersion, typedValues } from "../forms/form.ts";
import type { Tell } from "../tells/happening.ts";
import { can } from "./can.ts";
import { type AppContext, type AppEnv, type PageModel, page } from "./factory.ts";
import { type Asked, asking, type Find, type Look, reading } from "./reading.ts";
import { once, save } from "./save.ts";
import { toldOf } from "./told.ts";

/** Why an act can't be done: the sentence, at which field (the whole form unless said), and whether it is the typing (422) or the record (409). */
export type Refusal = { text: string; field?: string; status?: 409 | 422 };

/** What was typed and what is wrong with it; with what stands there now, where somebody was first. */
export type ActForm = FormProblem & { conflict?: BothTexts };

type Maybe<T> = T | Promise<T>;
type Shown = readonly [view: string, model: PageModel];
type None = Record<never, never>;

/** One thing that somebody does to one record, in the order in which it is asked. Its button or its form stands on a page that is another route's. */
export type Press<P extends z.ZodRawShape, Found, Typed, Decided, Q extends z.ZodRawShape = None> = {
  path: string;
  permission: Permission;
  params: P;
  /** What its address may ask beside: `find` gets it with the parameters of the path. */
  query?: Q;
  find: Find<Asked<P, Q>, Found>;
  /** Seen before the form is read: a record that moved on makes what was typed against it unreadable. */
  tooLate?: (data: FormData, found: Found, c: AppContext) => Maybe<Refusal | undefined>;
  /** Left out where nothing is typed. */
  parse?: (data: FormData, found: Found, c: AppContext) => Maybe<Result<Typed, FormProblem>>;
  /** The rule: what follows from what was typed, or why not. What was typed is what is done where it is left out. */
  decide?: (typed: Typed, found: Found, c: AppContext) => Maybe<Result<Decided, Refusal>>;
  /** What is shown to be confirmed before it is done; undefined where it was. */
  preview?: (
    decided: Decided,
    found: Found,
    c: AppContext,
  ) => Maybe<readonly [...Shown, status: 200 | 409] | undefined>;
  /** The page that says why it was not done, with what was typed. Left out where nothing can be refused but by the database. */
  page?: (found: Found, form: ActForm | undefined, c: AppContext) => Maybe<Shown>;
  audit: (decided: Decided, found: Found, c: AppContext) => AuditEntry;
  writes: (decided: Decided, found: Found, c: AppContext) => Maybe<readonly Write[]>;
  /**
   * Who is told, by the table of docs/rules/who-is-told.md; said by every act, so that none can be written without the question.
   * "its-step": the step of a state machine that it writes tells of itself. A press that changes nothing for anybody tells none.
   */
  tells: "nobody" | "its-step" | ((decided: Decided, found: Found, c: AppContext) => Tell | readonly Tell[]);
  /** Where it leads, with the `?did=` of its confirmation. */
  did: (decided: Decided, found: Found, c: AppContext) => string;
  /** What is said when the database refuses a late write, where that is not CHANGED_SINCE; undefined where it is not about being late. */
  late?: (conflict: Conflict, found: Found) => Refusal | undefined;
  /**
   * Both texts, for somebody who comes too late. `found` is as it is now; `data` is null where nothing was typed yet. Left out
   * where something new is made: nobody can have been first.
   */
  conflict?: (c: AppContext, found: Found, data: FormData | null) => Maybe<BothTexts | undefined>;
};

/** An act with a page of its own: its form at the address that the form is sent to. */
export type Act<P extends z.ZodRawShape, Found, Typed, Decided, Q extends z.ZodRawShape = None> = Press<
  P,
  Found,
  Typed,
  Decided,
  Q
> & {
  look: Look<Found>;
  /** Says why it can't be done now, before anything is typed: the page then shows that, 409. */
  barred?: (c: AppContext, found: Found) => Maybe<Refusal | undefined>;
  parse: NonNullable<Press<P, Found, Typed, Decided, Q>["parse"]>;
  /** The page with its form: undefined before anything was typed; then as it was typed, with what is wrong or stands there now. */
  page: NonNullable<Press<P, Found, Typed, Decided, Q>["page"]>;
};

/** The sentence of a record that changed while its form was open. */
export const CHANGED_SINCE: Refusal = {
  text: "This was changed while you had it open. What you typed is still here",
};

/** The version that a form was made of stays in it while only the typing is wrong: a change since is still noticed when it is sent again. */
const versionIn = (model: PageModel, form: ActForm | undefined) =>
  "version" in model ? { version: seenVersion(form, Number(model.version)) } : {};

/** The page of an act as it stands, the page of why it is not done, and what answers its form. */
function answering<P extends z.ZodRawShape, Found, Typed, Decided, Q extends z.ZodRawShape>(
  definition: Press<P, Found, Typed, Decided, Q>,
) {
  const askedOf = asking(definition.params, definition.query ?? ({} as Q));

  const show = async (c: AppContext, found: Found, form: ActForm | undefined, status: 200 | 409 | 422) => {
    if (!definition.page) throw new Conflict("refused", form?.errors[0]?.text ?? "");
    const [view, model] = await definition.page(found, form, c);
    const kept = status === 422 ? versionIn(model, form) : {};
    return page(c, view, { ...model, ...kept, conflict: form?.conflict }, status);
  };

  const refuse = async (c: AppContext, found: Found, refusal: Refusal, data: FormData | null) => {
    const form = problem(data ? typedValues(data) : {}, refusal.field ?? "form", refusal.text);
    if (refusal.status === 422) return show(c, found, form, 422);
    return show(c, found, { ...form, conflict: await definition.conflict?.(c, found, data) }, 409);
  };

  /** Where the same form was sent before with other words, `once` says so: that is nothing that the record refused. */
  const lateness = (error: unknown, found: Found): Refusal | undefined => {
    if (!(error instanceof Conflict)) return undefined;
    const own = error.what.includes("idempotency") ? undefined : definition.late?.(error, found);
    return own ?? (definition.conflict ? CHANGED_SINCE : undefined);
  };

  const commit = async (c: AppContext, asked: Asked<P, Q>, found: Found, decided: Decided) => {
    try {
      const { tells } = definition;
      const told = typeof tells === "function" ? toldOf(c, tells(decided, found, c)) : [];
      const writes = [...(await definition.writes(decided, found, c)), ...told];
      return await save(c, definition.audit(decided, found, c), writes, definition.did(decided, found, c));
    } catch (error) {
      const refusal = lateness(error, found);
      if (!refusal) throw error;
      return refuse(c, (await definition.find(c, asked)) ?? found, refusal, await c.req.formData());
    }
  };

  const post = async (c: AppContext): Promise<Response> => {
    const asked = await askedOf(c);
    if (asked instanceof Response) return asked;
    const found = await definition.find(c, asked);
    if (found === undefined) return c.notFound();
    const data = await c.req.formData();
    const late = await definition.tooLate?.(data, found, c);
    if (late) return refuse(c, found, late, data);
    const form = (await definition.parse?.(data, found, c)) ?? ok(undefined as Typed);
    if (!form.ok) return show(c, found, form.error, 422);
    const decision = (await definition.decide?.(form.value, found, c)) ?? ok(form.value as unknown as Decided);
    if (!decision.ok) return refuse(c, found, decision.error, data);
    const preview = await definition.preview?.(decision.value, found, c);
    return preview ? page(c, ...preview) : commit(c, asked, found, decision.value);
  };

  return { show, refuse, post: Object.assign(post, { acts: true as const }) };
}

/**
 * Gives `app` what answers a button, or a form that stands on another route's page: find or 404, 422 with all that was typed,
 * 409 on the page that says why, once, and the audit entry in the commit of its writes. The database's own refusal of a late
 * write is answered like one that was seen in time.
 */
export function press<
  P extends z.ZodRawShape,
  Found,
  Typed = undefined,
  Decided = Typed,
  Q extends z.ZodRawShape = None,
>(app: Hono<AppEnv>, definition: Press<P, Found, Typed, Decided, Q>): void {
  app.post(definition.path, can(definition.permission), once(), answering(definition).post);
}

/** Gives `app` the page (GET) and the act (POST) of one address: the look in the trail, then all that `press` does, and 409 with both texts. */
export function act<P extends z.ZodRawShape, Found, Typed, Decided = Typed, Q extends z.ZodRawShape = None>(
  app: Hono<AppEnv>,
  definition: Act<P, Found, Typed, Decided, Q>,
): void {
  const { path, permission, params, find, look, barred, query = {} as Q } = definition;
  const { show, refuse, post } = answering(definition);
  const read = async (c: AppContext, found: Found) => {
    const refusal = await barred?.(c, found);
    return refusal ? refuse(c, found, refusal, null) : show(c, found, undefined, 200);
  };
  app.get(path, reading(permission, params, find, look, read, query));
  app.post(path, can(permission), once(), post);
}

type Mounted = { method: string; path: string; handler: unknown };

/** The posts behind a permission, one's own account apart, that are not made by `act` or `press`, as "/path": each needs a reason (tests/architecture/acting.test.ts). */
export const handWritten = (routes: readonly Mounted[]): string[] => {
  const posts = routes.filter(({ method }) => method === "POST");
  const made = new Set(posts.flatMap(({ path, handler }) => ((handler as { acts?: true }).acts ? [path] : [])));
  const behindOne = posts.flatMap(({ path, handler }) => {
    const { permission } = handler as { permission?: string };
    return permission && permission !== "public" && permission !== "account:own" ? [path] : [];
  });
  return behindOne.filter((path) => !made.has(path));
};
