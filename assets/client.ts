import { startComponents } from "./components.ts";
import { startIdleWarning } from "./idle-warning.ts";
import { startKeying } from "./keying.ts";
import { startNavigation } from "./navigation.ts";
import { startPrinting } from "./printing.ts";

startComponents();
startPrinting();
startKeying();
startNavigation();
startIdleWarning();
