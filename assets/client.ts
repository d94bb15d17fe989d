import { startComponents } from "./components.ts";
import { startIdleWarning } from "./idle-warning.ts";
import { startKeeping } from "./keeping.ts";
import { startKeying } from "./keying.ts";
import { startNavigation } from "./navigation.ts";
import { startPrinting } from "./printing.ts";
import { startUnkept } from "./unkept.ts";

startComponents();
startPrinting();
startKeying();
startNavigation();
startKeeping();
startUnkept();
startIdleWarning();
