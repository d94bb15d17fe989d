import { looked } from "../../../domain/audit-entry.ts";
import { dayOf } from "../../../domain/calendar.ts";
import { factory, page } from "../../../web/factory.ts";
import { reading } from "../../../web/reading.ts";
import { listToday } from "../delivery/session-queries.ts";
import { todayPage } from "./runs-page.ts";

export const today = factory.createApp();

today.get(
  "/",
  reading(
    "register:write",
    {},
    (c) => listToday(c.var.deps.db, c.var.actor, dayOf(c.var.now)),
    (c) => looked(c.var.actor, "sessions", "today"),
    (c, sessions) => page(c, "@runs/show/today", todayPage(sessions, dayOf(c.var.now))),
  ),
);
