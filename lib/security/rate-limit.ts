import { refuseTelling } from './refusal';
import { unknownAddress } from './address';
import { problem } from './answer';

interface Window {
  count: number;
  /** Milliseconds since the epoch. */
  endsAt: number;
  lengthMs: number;
  /** What `countOnce` has counted. */
  counted?: Set<string>;
}

export interface Limit {
  /** What is counted, e.g. `sign-in`. */
  readonly name: string;
  /** Allowed within one window. */
  readonly most: number;
  readonly windowMs: number;
}

/** How a window is told: `10 * minutes`. */
export const minutes = 60_000;

// In this process only: a demo runs as one. Several instances would each allow as much.
// A map for each limit: a flood of made-up addresses pushes out addresses, never somebody's account.
const shared = globalThis as unknown as { soukLimits?: Map<string, Map<string, Window>> };
const limits = (shared.soukLimits ??= new Map());
const mostWindows = 10_000;
const longestMs = 24 * 3_600_000;

/**
 * Null while `who` is within the limit, else the 429 to answer with. Who keeps knocking while shut
 * out waits longer each time the window is exceeded (doubling, up to a day); not those without a
 * known address, of whom one would make all the others wait.
 */
export function limitRate(limit: Limit, who: string, now = Date.now()): Response | null {
  const window = open(limit, who, now);
  window.count += 1;
  if (window.count <= limit.most) return null;
  if (window.count > limit.most * 2 && who !== unknownAddress) {
    window.lengthMs = Math.min(window.lengthMs * 2, longestMs);
    window.endsAt = now + window.lengthMs;
    window.count = limit.most + 1;
  }
  return tooMany(window, now);
}

/** The 429 when `who` is already over the limit, without counting; see `countAgainst`. */
export function overLimit(limit: Limit, who: string, now = Date.now()): Response | null {
  const window = limits.get(limit.name)?.get(who);
  if (!window || window.endsAt <= now || window.count < limit.most) return null;
  return tooMany(window, now);
}

/**
 * Counts one try of `who`. Count before the slow part of a try, so that tries side by side do not all
 * find the same free place; `takeBack` when it turns out to be none that counts.
 */
export function countAgainst(limit: Limit, who: string, now = Date.now()): void {
  open(limit, who, now).count += 1;
}

/** The same for what more than one may tell of: `what` counts once in a window. */
export function countOnce(limit: Limit, who: string, what: string, now = Date.now()): void {
  const window = open(limit, who, now);
  window.counted ??= new Set();
  if (window.counted.has(what)) return;
  window.counted.add(what);
  window.count += 1;
}

/** Undoes one `countAgainst`. */
export function takeBack(limit: Limit, who: string): void {
  const window = limits.get(limit.name)?.get(who);
  if (window && window.count > 0) window.count -= 1;
}

/** Forgets every count (tests). */
export function forgetLimits(): void {
  limits.clear();
}

function open(limit: Limit, who: string, now: number): Window {
  const windows = limits.get(limit.name) ?? new Map<string, Window>();
  limits.set(limit.name, windows);
  const known = windows.get(who);
  if (known && known.endsAt > now) return known;
  if (windows.size >= mostWindows) {
    for (const [old, window] of windows) if (window.endsAt <= now) windows.delete(old);
    // Still full: the oldest goes, so that memory stays bounded.
    const [oldest] = windows.keys();
    if (windows.size >= mostWindows && oldest) windows.delete(oldest);
  }
  const fresh = { count: 0, endsAt: now + limit.windowMs, lengthMs: limit.windowMs };
  // Again, at the end: the oldest is the first to go.
  windows.delete(who);
  windows.set(who, fresh);
  return fresh;
}

function tooMany(window: Window, now: number): Response {
  const seconds = Math.max(1, Math.ceil((window.endsAt - now) / 1000));
  const { reason, message, told } =
    seconds < 90
      ? refuseTelling('too_many', 'too_many_seconds', { seconds })
      : refuseTelling('too_many', 'too_many_minutes', { minutes: Math.ceil(seconds / 60) });
  return problem(429, reason, message, { retryAfter: seconds, told });
}
