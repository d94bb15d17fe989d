import type { Hono } from "hono";
import { z } from "zod";
import { Conflict } from "../db/conflict.ts";
import type { Write } from "../deps.ts";
import type { AuditEntry } from "../domain/audit-entry.ts";
import type { Permission } from "../domain/permissions.ts";
import { ok, type Result } from "../domain/result.ts";
import type { BothTexts } from "../forms/both-texts.ts";
import { type FormProblem, problem, typedValues } from "../forms/form.ts";
import { can } from "./can.ts";
import { type AppContext, type AppEnv, type PageModel, page } from "./factory.ts";
import { type Find, type Look, reading } from "./reading.ts";
import { once, save } from "./save.ts";

/** Why an act can't be done: the sentence, at which field (the whole form unless said), and whether it is the typing (422) or the record (409). */
export type Refusal = { text: string; field?: string; status?: 409 | 422 };

/** What was typed and what is wrong with it; with what stands there now, where somebody was first. */
export type ActForm = FormProblem & { conflict?: BothTexts };

type Maybe<T> = T | Promise<T>;

/** One thing that somebody does to one record: its page and what the page does, in the order in which they are asked. */
export type Act<Shape extends z.ZodRawShape, Found, Typed, Decided> = {
  path: string;
  permission: Permission;
  params: Shape;
  find: Find<z.output<z.ZodObject<Shape>>, Found>;
  look: Look<Found>;
  /** Says why it can't be done now, before anything is typed: the page then shows that, 409. */
  barred?: (c: AppContext, found: Found) => Maybe<Refusal | undefined>;
  /** Seen before the form is read: a record that moved on makes what was typed against it unreadable. */
  tooLate?: (data: FormData, found: Found) => Refusal | undefined;
  parse: (data: FormData, found: Found, c: AppContext) => Maybe<Result<Typed, FormProblem>>;
  /** The rule: what follows from what was typed, or why not. What was typed is what is done where it is left out. */
  decide?: (typed: Typed, found: Found, c: AppContext) => Maybe<Result<Decided, Refusal>>;
  /** The page with its form: undefined before anything was typed; then as it was typed, with what is wrong or stands there now. */
  page: (found: Found, form: ActForm | undefined, c: AppContext) => Maybe<readonly [view: string, model: PageModel]>;
  audit: (decided: Decided, found: Found, c: AppContext) => AuditEntry;
  writes: (decided: Decided, found: Found, c: AppContext) => Maybe<readonly Write[]>;
  /** Where it leads, with the `?did=` of its confirmation. */
  did: (decided: Decided, found: Found, c: AppContext) => string;
  /**
   * Both texts, for somebody who comes too late. `found` is as it is now; `data` is null where nothing was typed yet. Left out
   * where something new is made: nobody can have been first.
   */
  conflict?: (c: AppContext, found: Found, data: FormData | null) => Maybe<BothTexts>;
};

/** The sentence of a record that changed while its form was open. */
export const CHANGED_SINCE: Refusal = {
  text: "Somebody changed this while you had it open. What you typed is still here",
};

/**
 * Gives `app` the page (GET) and the act (POST) of one address: find or 404, the look in the trail, 422 with all that was
 * typed, 409 with both texts, once, and the audit entry in the commit of its writes. The database's own refusal of a late
 * write is answered like one that was seen in time.
 */
export function act<Shape extends z.ZodRawShape, Found, Typed, Decided = Typed>(
  app: Hono<AppEnv>,
  definition: Act<Shape, Found, Typed, Decided>,
): void {
  const { path, permission, params, find, look } = definition;
  const decide = definition.decide ?? ((typed: Typed) => ok(typed as unknown as Decided));

  const show = async (c: AppContext, found: Found, form: ActForm | undefined, status: 200 | 409 | 422) => {
    const [view, model] = await definition.page(found, form, c);
    return page(c, view, { ...model, conflict: form?.conflict }, status);
  };

  const refuse = async (c: AppContext, found: Found, refusal: Refusal, data: FormData | null) => {
    const form = problem(data ? typedValues(data) : {}, refusal.field ?? "form", refusal.text);
    if (refusal.status === 422) return show(c, found, form, 422);
    return show(c, found, { ...form, conflict: await definition.conflict?.(c, found, data) }, 409);
  };

  app.get(
    path,
    reading(permission, params, find, look, async (c, found) => {
      const refusal = await definition.barred?.(c, found);
      return refusal ? refuse(c, found, refusal, null) : show(c, found, undefined, 200);
    }),
  );

  app.post(path, can(permission), once(), async (c) => {
    const asked = z.object(params).safeParse(c.req.param());
    const found = asked.success ? await find(c, asked.data as z.output<z.ZodObject<Shape>>) : undefined;
    if (found === undefined) return c.notFound();
    const data = await c.req.formData();
    const late = definition.tooLate?.(data, found);
    if (late) return refuse(c, found, late, data);
    const form = await definition.parse(data, found, c);
    if (!form.ok) return show(c, found, form.error, 422);
    const decision = await decide(form.value, found, c);
    if (!decision.ok) return refuse(c, found, decision.error, data);
    try {
      const writes = await definition.writes(decision.value, found, c);
      return await save(
        c,
        definition.audit(decision.value, found, c),
        writes,
        definition.did(decision.value, found, c),
      );
    } catch (error) {
      if (!(error instanceof Conflict && definition.conflict)) throw error;
      const now = (await find(c, asked.data as z.output<z.ZodObject<Shape>>)) ?? found;
      return refuse(c, now, CHANGED_SINCE, data);
    }
  });
}
