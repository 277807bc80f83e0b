/** The platform of keys that name none. */
export const DEFAULT_NAMESPACE = 'default';

/** `w1` of `sk_test_ns_w1` and of `pk_test_anything_ns_w1`: which platform a key belongs to. */
export function namespaceOf(key: string): string {
  return /_ns_([A-Za-z0-9-]+)/.exec(key)?.[1] ?? DEFAULT_NAMESPACE;
}
