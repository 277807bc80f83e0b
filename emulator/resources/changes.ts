/**
 * `previous_attributes` of `*.updated` events: only what changed, of nested objects only their
 * changed keys, of arrays the whole (docs.stripe.com/api/events/object).
 */
type Json = Record<string, unknown>;

function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
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
