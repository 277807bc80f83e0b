/**
 * `previous_attributes` of `*.updated` events: only what changed, of nested objects only their
 * changed keys, of arrays the whole (docs.stripe.com/api/events/object).
 */
import type { Context, UpdateEvent } from '../server/contract';
import { isObject, type Json } from '../server/json';

/**
 * Tells of a change in what is kept, by an event that says what it was before; of none where nothing
 * changed. unconfirmed: what Stripe sends for an update that changes nothing. A receiver that hears
 * nothing does no harm, one that hears of a change without `previous_attributes` may not expect it.
 */
export function tellChange(
  context: Context,
  type: UpdateEvent,
  before: object,
  after: object,
): void {
  const previous = previousAttributes(before, after);
  if (previous) context.emit(type, after, previous);
}

/** The former values of all that differs between two states of an object; undefined when nothing does. */
export function previousAttributes(before: object, after: object): Json | undefined {
  const was = before as Json;
  const is = after as Json;
  const changed: Json = {};
  for (const key of new Set([...Object.keys(was), ...Object.keys(is)])) {
    const [old, now] = [was[key], is[key]];
    if (old === now || JSON.stringify(old) === JSON.stringify(now)) continue;
    changed[key] =
      isObject(old) && isObject(now) ? (previousAttributes(old, now) ?? {}) : (old ?? null);
  }
  return Object.keys(changed).length > 0 ? changed : undefined;
}
