'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { CartNews } from '@/components/cart/cart-news';
import { addToCart, changeLater, removeFromCart, setCartQuantity } from '@/lib/catalog/cart';
import { problemQuery } from '@/lib/catalog/cart-problem';
import { refusalIn } from '@/lib/security/refusal';
import { currentLanguage, words } from '@/lib/language/request';
import type { VariantId } from '@/lib/model/ids';
import { refuse, type Result } from '@/lib/model/result';

// What comes from a browser is anything at all: shape first, then the catalog's own rules.
const line = z.object({
  variantId: z.string().min(1).max(64),
  quantity: z.coerce.number().int().min(0).max(999),
});

type Outcome = { ok: true } | Extract<Result<never>, { ok: false }>;

async function misread() {
  return refuse('misread', (await words('shop'))('misread'));
}

async function newsOf(outcome: Outcome): Promise<CartNews> {
  revalidatePath('/', 'layout');
  if (outcome.ok) return { ok: true, at: Date.now() };
  const { reason, message: english, told } = outcome;
  const message = refusalIn(await currentLanguage(), `cart_${reason}`, english, told);
  return { ok: false, at: Date.now(), message };
}

/** Where a form ends that was sent before any script has come: on the cart page, which says `told`. */
function endAtCart(told: URLSearchParams): never {
  revalidatePath('/', 'layout');
  redirect(told.size > 0 ? `/cart?${told}` : '/cart');
}

async function add(form: FormData): Promise<Outcome> {
  const asked = line.safeParse({
    variantId: form.get('variantId'),
    quantity: form.get('quantity') ?? 1,
  });
  if (!asked.success || asked.data.quantity < 1) return misread();
  return addToCart(asked.data.variantId as VariantId, asked.data.quantity);
}

/** Adds from the product page's form. */
export async function addLine(form: FormData): Promise<CartNews> {
  return newsOf(await add(form));
}

/** The same for a form sent before any script has come. */
export async function submitNewLine(form: FormData): Promise<void> {
  const added = await add(form);
  endAtCart(added.ok ? new URLSearchParams() : problemQuery(added));
}

async function set(variantId: unknown, quantity: unknown): Promise<Outcome> {
  const asked = line.safeParse({ variantId, quantity });
  if (!asked.success) return misread();
  const id = asked.data.variantId as VariantId;
  return asked.data.quantity === 0 ? removeFromCart(id) : setCartQuantity(id, asked.data.quantity);
}

/** Sets how many of a line there are; none removes it, and a removed one comes back. */
export async function changeLine(variantId: string, quantity: number): Promise<CartNews> {
  return newsOf(await set(variantId, quantity));
}

/** The same for a form sent before any script has come: what is removed can be undone. */
export async function submitLine(form: FormData): Promise<void> {
  const variantId = String(form.get('variantId'));
  const quantity = Number(form.get('quantity'));
  const changed = await set(variantId, quantity);
  if (!changed.ok) endAtCart(problemQuery(changed));
  const told = new URLSearchParams();
  const before = Number(form.get('before'));
  if (quantity === 0 && before > 0) {
    told.set('removed', variantId);
    told.set('before', String(before));
  }
  endAtCart(told);
}

const later = z.object({
  act: z.enum(['save', 'move', 'drop', 'keep']),
  variantId: z.string().min(1).max(64),
  quantity: z.coerce.number().int().min(1).max(99).optional(),
});

async function putLater(act: string, variantId: string, quantity?: number) {
  const asked = later.safeParse({ act, variantId, quantity });
  if (!asked.success) return misread();
  const { data } = asked;
  return changeLater(data.act, data.variantId as VariantId, data.quantity);
}

/** Puts a line aside for later, back into the cart, or forgets it. */
export async function actOnLater(
  act: string,
  variantId: string,
  quantity?: number,
): Promise<CartNews> {
  const changed = await putLater(act, variantId, quantity);
  const news = await newsOf(changed);
  if (!news.ok || !changed.ok || !changed.value.note) return news;
  return { ...news, note: refusalIn(await currentLanguage(), 'cart_note', changed.value.note) };
}

/** The same for a form sent before any script has come: what is put aside can be undone. */
export async function submitLater(form: FormData): Promise<void> {
  const act = String(form.get('act'));
  const variantId = String(form.get('variantId'));
  const quantity = Number(form.get('quantity'));
  // Only what is taken back says how many; else it is all.
  const changed = await putLater(act, variantId, form.get('undo') ? quantity : undefined);
  if (!changed.ok) endAtCart(problemQuery(changed));
  if (changed.value.note) endAtCart(problemQuery({ reason: 'note' }));
  const told = new URLSearchParams();
  if (act === 'save' || act === 'drop') {
    told.set(act === 'save' ? 'saved' : 'dropped', variantId);
    told.set('before', String(quantity));
  }
  endAtCart(told);
}
