/** Reads "9.30am", "09:30", "7 pm", "19.00" or "midday" as HH:MM on the 24-hour clock; null when it is no time of day. */
export function readTime(typed: string): string | null {
  const text = typed.trim().toLowerCase();
  if (text === "midday" || text === "noon") return "12:00";
  const parts = /^(\d{1,2})(?:[:.](\d{2}))?\s*([ap]m)?$/.exec(text);
  if (!parts) return null;
  const [, hours = "", minutes = "00", half] = parts;
  if (!half && parts[2] === undefined) return null;
  const hour = Number(hours);
  if (half && (hour < 1 || hour > 12)) return null;
  const on24 = half ? (hour % 12) + (half === "pm" ? 12 : 0) : hour;
  if (on24 > 23 || Number(minutes) > 59) return null;
  return `${String(on24).padStart(2, "0")}:${minutes}`;
}
