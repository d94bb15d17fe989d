#!/usr/bin/env node
// The command line, on whatever Node the machine has: the launcher finds one that can run it.
import { launch } from "../scripts/launcher.js";

launch("scripts/kinstep.ts", process.argv.slice(2), "kinstep");
