import type { Told } from './told';

/** Expected outcomes are values; only faults are exceptions. */
export type Result<Value, Reason extends string = string> =
  | { readonly ok: true; readonly value: Value }
  | {
      readonly ok: false;
      readonly reason: Reason;
      readonly message: string;
      /** The same for other languages, where it tells more than its reason does. */
      readonly told?: Told;
    };

export function ok<Value>(value: Value): { ok: true; value: Value } {
  return { ok: true, value };
}

/**
 * `message` is a sentence for the person who asked, saying what to do next. One with amounts, counts,
 * days or names in it: `refuseTelling`.
 */
export function refuse<Reason extends string>(
  reason: Reason,
  message: string,
): { ok: false; reason: Reason; message: string; told?: Told } {
  return { ok: false, reason, message };
}
