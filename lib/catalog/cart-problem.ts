/**
 * Why the cart stayed as it was, in the address of its page: a form that is sent without script ends there.
 * By the name of a text and by counts, so that no link makes our page say what its writer likes.
 */
import { z } from 'zod';
import type { Language } from '../language/languages';
import { mostOfOneKind } from '../model/quantities';
import type { Told } from '../model/told';
import { sayTold } from '../security/refusal';

const count = z.coerce.number().int().min(0).max(mostOfOneKind);

const problem = z.discriminatedUnion('problem', [
  z.object({
    problem: z.enum([
      ...(['cart_bad_quantity', 'cart_unknown_variant', 'cart_sold_out'] as const),
      ...(['cart_too_many', 'cart_note'] as const),
    ]),
  }),
  z.object({
    problem: z.enum([
      ...(['cart_too_many_of_plan', 'cart_too_many_left', 'cart_too_many_all_yours'] as const),
    ]),
    most: count,
  }),
  z.object({ problem: z.literal('cart_too_many_some_yours'), most: count, had: count }),
]);

/** What the address says of a refusal. */
export function problemQuery(refused: { readonly reason: string; readonly told?: Told }) {
  const { text, values } = refused.told ?? { text: `cart_${refused.reason}`, values: {} };
  const counts = Object.entries(values).filter(([, value]) => typeof value === 'number');
  return new URLSearchParams([
    ['problem', text],
    ...counts.map(([name, value]) => [name, String(value)]),
  ]);
}

/** The sentence that an address asks for; null when it asks for none that we know. */
export function sayProblem(asked: unknown, language: Language): string | null {
  const read = problem.safeParse(asked);
  if (!read.success) return null;
  const { problem: text, ...values } = read.data;
  return sayTold(language, { text, values });
}
