// How every npm script begins: node scripts/launch.js <program> [its arguments]. See launcher.js.
import { launch } from "./launcher.js";

const [program, ...args] = process.argv.slice(2);
launch(program, args);
