/** Times come as RFC 3339 UTC and are shown in Asia/Shanghai, whatever the machine's own zone. */

const zone = "Asia/Shanghai";
const day = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short" });
const minute = new Intl.DateTimeFormat("sv-SE", { timeZone: zone, dateStyle: "short", timeStyle: "short" });

export const timeText = (time: string | null | undefined) => (time ? minute.format(new Date(time)) : "—");
export const dayText = (time: string | null | undefined) => (time ? day.format(new Date(time)) : "—");
export const today = (now: Date = new Date()) => day.format(now);

const milliseconds_per_day = 86_400_000;

/** Days from one calendar day to another, negative when it is past. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / milliseconds_per_day);
}

/** `还有 3 天`, `今天`, `已过 2 天`. */
export function dueText(due: string | null | undefined, now: string = today()): string {
  if (!due) return "";
  const days = daysBetween(now, due);
  if (days === 0) return "今天";
  return days > 0 ? `还有 ${days} 天` : `已过 ${-days} 天`;
}

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} B`;
  if (bytes < 1024 * 1024) return `${(bytes / 1024).toFixed(0)} kB`;
  return `${Number((bytes / 1024 / 1024).toFixed(1))} MB`;
}
