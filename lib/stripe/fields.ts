/** How Stripe's objects say what they are about, and when. */

/**
 * The id of what a field stands for, whether it is expanded or not; null where it stands for nothing.
 * https://docs.stripe.com/api/expanding_objects
 */
export const idOf = (field: string | { readonly id: string } | null | undefined): string | null =>
  typeof field === 'string' ? field : (field?.id ?? null);

/** A moment that Stripe tells in seconds; null where it tells none. */
export const moment = (seconds: number | null | undefined): Date | null =>
  typeof seconds === 'number' ? new Date(seconds * 1_000) : null;
