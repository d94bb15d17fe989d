import { afterEach, beforeEach } from "vitest";
import { testBegins, testEnds } from "./hosts.ts";

beforeEach(testBegins);
afterEach(testEnds);
