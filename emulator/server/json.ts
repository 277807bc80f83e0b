/** Values as they come in JSON. */

export type Json = Record<string, unknown>;

/** Whether a value is an object, and no array. */
export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
