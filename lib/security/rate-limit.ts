import { problem } from './answer';

interface Window {
  count: number;
  /** Milliseconds since the epoch. */
  endsAt: number;
  lengthMs: number;
}

export interface Limit {
  /** What is counted, e.g. `sign-in`. */
  readonly name: string;
  /** Allowed within one window. */
  readonly most: number;
  readonly windowMs: number;
}

// In this process only: a demo runs as one. Several instances would each allow as much.
const shared = globalThis as unknown as { soukLimits?: Map<string, Window> };
const windows = (shared.soukLimits ??= new Map());
const mostWindows = 10_000;
const longestMs = 24 * 3_600_000;

/** Where a request comes from, as far as we can tell. */
export function addressOf(request: Request): string {
  return request.headers.get('x-forwarded-for')?.split(',')[0]?.trim() || 'unknown';
}

/**
 * Null while `who` is within the limit, else the 429 to answer with. Who keeps knocking while shut
 * out waits longer each time the window is exceeded (doubling, up to a day).
 */
export function limitRate(limit: Limit, who: string, now = Date.now()): Response | null {
  const window = open(limit, who, now);
  window.count += 1;
  if (window.count <= limit.most) return null;
  if (window.count > limit.most * 2) {
    window.lengthMs = Math.min(window.lengthMs * 2, longestMs);
    window.endsAt = now + window.lengthMs;
    window.count = limit.most + 1;
  }
  return tooMany(window, now);
}

/** The 429 when `who` is already over the limit, without counting; see `countAgainst`. */
export function overLimit(limit: Limit, who: string, now = Date.now()): Response | null {
  const window = windows.get(`${limit.name}:${who}`);
  if (!window || window.endsAt <= now || window.count < limit.most) return null;
  return tooMany(window, now);
}

/** Counts one failure of `who`. */
export function countAgainst(limit: Limit, who: string, now = Date.now()): void {
  open(limit, who, now).count += 1;
}

/** Forgets every count (tests). */
export function forgetLimits(): void {
  windows.clear();
}

function open(limit: Limit, who: string, now: number): Window {
  const key = `${limit.name}:${who}`;
  const known = windows.get(key);
  if (known && known.endsAt > now) return known;
  if (windows.size >= mostWindows) {
    for (const [old, window] of windows) if (window.endsAt <= now) windows.delete(old);
    // Still full: the oldest goes, so that memory stays bounded.
    const [oldest] = windows.keys();
    if (windows.size >= mostWindows && oldest) windows.delete(oldest);
  }
  const fresh = { count: 0, endsAt: now + limit.windowMs, lengthMs: limit.windowMs };
  windows.set(key, fresh);
  return fresh;
}

function tooMany(window: Window, now: number): Response {
  const seconds = Math.max(1, Math.ceil((window.endsAt - now) / 1000));
  const wait = seconds < 90 ? `${seconds} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return problem(429, 'too_many', `That was too often. Please try again in ${wait}.`, {
    retryAfter: seconds,
  });
}
