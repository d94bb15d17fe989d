import { dayOf } from "../../../domain/calendar.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { listToday } from "../delivery/session-queries.ts";
import { todayPage } from "./runs-page.ts";

export const today = factory.createApp();

today.get("/", can("register:write"), async (c) => {
  const day = dayOf(c.var.now);
  return page(c, "@runs/show/today", todayPage(await listToday(c.var.deps.db, c.var.actor, day), day));
});
