import { factory, page } from "../../../web/factory.ts";
import { reading } from "../../../web/reading.ts";
import { waitsUnnamed } from "../moving/concerns-for-queries.ts";
import { waitingPage } from "./waiting-page.ts";

/** Mounted at /concerns: that concerns wait, for administrators where no team manager could be told. */
export const waiting = factory.createApp();

waiting.get(
  "/waiting",
  reading(
    "user:manage",
    {},
    (c) => waitsUnnamed(c.var.deps.db, c.var.actor),
    "nothing-personal",
    (c, waits) => page(c, "@concerns/waiting", waitingPage(waits, c.var.now)),
  ),
);
