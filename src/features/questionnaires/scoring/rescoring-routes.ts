import { wrote } from "../../../domain/audit-entry.ts";
import { can } from "../../../web/can.ts";
import { factory, page } from "../../../web/factory.ts";
import { reading } from "../../../web/reading.ts";
import { once, save } from "../../../web/save.ts";
import { assessmentPaths } from "../paths.ts";
import { rescoringPage } from "./rescoring-page.ts";
import { scoreAgainInSteps } from "./rescoring-steps-queries.ts";
import { countWaiting, installedMeasures } from "./waiting-queries.ts";

/** Mounted on /settings: the same as `kinstep rescore` on a host without a command line. */
export const rescoring = factory.createApp();

/** Answer sheets of one press: seconds on either host. */
const AT_ONCE = 2000;

rescoring.get(
  "/rescoring",
  reading(
    "settings:read",
    {},
    (c) => countWaiting(c.var.deps.db, installedMeasures(), AT_ONCE),
    "nothing-personal",
    (c, waiting) => page(c, "@questionnaires/scoring/rescoring", rescoringPage(waiting, AT_ONCE)),
  ),
);

rescoring.post("/rescoring", can("measure:rescore"), once(), async (c) => {
  const { deps, actor, requestId } = c.var;
  const asked = { by: actor, verb: "write" as const, installed: installedMeasures(), isDry: false, requestId };
  let scored = 0;
  for await (const { again } of scoreAgainInSteps(deps, asked)) {
    scored += again;
    if (scored >= AT_ONCE) break;
  }
  return save(c, wrote(actor, "rescoring", "press", { scored }), [], `${assessmentPaths.rescoring}?did=scored`);
});
