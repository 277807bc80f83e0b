'use server';

import { revalidatePath } from 'next/cache';
import { redirect } from 'next/navigation';
import { z } from 'zod';
import type { CartNews } from '@/components/cart/cart-news';
import { addToCart, changeLater, removeFromCart, setCartQuantity } from '@/lib/catalog/cart';
import { refusalIn } from '@/lib/security/refusal';
import { currentLanguage, words } from '@/lib/language/request';
import type { VariantId } from '@/lib/model/ids';
import type { Result } from '@/lib/model/result';

// What comes from a browser is anything at all: shape first, then the catalog's own rules.
const line = z.object({
  variantId: z.string().min(1).max(64),
  quantity: z.coerce.number().int().min(0).max(999),
});

async function misread(): Promise<CartNews> {
  const t = await words('shop');
  return { ok: false, at: Date.now(), message: t('misread') };
}

type Outcome = { ok: true } | Extract<Result<never>, { ok: false }>;

async function newsOf(result: Outcome): Promise<CartNews> {
  revalidatePath('/', 'layout');
  if (result.ok) return { ok: true, at: Date.now() };
  const { reason, message: english, told } = result;
  const message = refusalIn(await currentLanguage(), `cart_${reason}`, english, told);
  return { ok: false, at: Date.now(), message };
}

/** Adds from the product page's form. */
export async function addLine(form: FormData): Promise<CartNews> {
  const asked = line.safeParse({
    variantId: form.get('variantId'),
    quantity: form.get('quantity') ?? 1,
  });
  if (!asked.success || asked.data.quantity < 1) return misread();
  return newsOf(await addToCart(asked.data.variantId as VariantId, asked.data.quantity));
}

/** The same for a form sent before any script has come: ends on the cart page. */
export async function submitNewLine(form: FormData): Promise<void> {
  const news = await addLine(form);
  redirect(news.ok ? '/cart' : '/cart?problem=1');
}

/** Sets how many of a line there are; none removes it, and a removed one comes back. */
export async function changeLine(variantId: string, quantity: number): Promise<CartNews> {
  const asked = line.safeParse({ variantId, quantity });
  if (!asked.success) return misread();
  const id = asked.data.variantId as VariantId;
  return newsOf(
    asked.data.quantity === 0
      ? await removeFromCart(id)
      : await setCartQuantity(id, asked.data.quantity),
  );
}

/** The same for a form sent before any script has come: ends on the cart page, with an undo. */
export async function submitLine(form: FormData): Promise<void> {
  const variantId = String(form.get('variantId'));
  const quantity = Number(form.get('quantity'));
  const news = await changeLine(variantId, quantity);
  const told = new URLSearchParams();
  if (!news.ok) told.set('problem', '1');
  const before = Number(form.get('before'));
  if (news.ok && quantity === 0 && before > 0) {
    told.set('removed', variantId);
    told.set('before', String(before));
  }
  redirect(told.size > 0 ? `/cart?${told}` : '/cart');
}

const later = z.object({
  act: z.enum(['save', 'move', 'drop', 'keep']),
  variantId: z.string().min(1).max(64),
  quantity: z.coerce.number().int().min(1).max(99).optional(),
});

/** Puts a line aside for later, back into the cart, or forgets it. */
export async function actOnLater(
  act: string,
  variantId: string,
  quantity?: number,
): Promise<CartNews> {
  const asked = later.safeParse({ act, variantId, quantity });
  if (!asked.success) return misread();
  const { data } = asked;
  const changed = await changeLater(data.act, data.variantId as VariantId, data.quantity);
  const news = await newsOf(changed);
  if (!news.ok || !changed.ok || !changed.value.note) return news;
  return { ...news, note: refusalIn(await currentLanguage(), 'cart_note', changed.value.note) };
}

/** The same for a form sent before any script has come: ends on the cart page, with an undo. */
export async function submitLater(form: FormData): Promise<void> {
  const act = String(form.get('act'));
  const variantId = String(form.get('variantId'));
  const quantity = Number(form.get('quantity'));
  // Only what is taken back says how many; else it is all.
  const news = await actOnLater(act, variantId, form.get('undo') ? quantity : undefined);
  const told = new URLSearchParams();
  if (!news.ok || news.note) told.set('problem', '1');
  else if (act === 'save' || act === 'drop') {
    told.set(act === 'save' ? 'saved' : 'dropped', variantId);
    told.set('before', String(quantity));
  }
  redirect(told.size > 0 ? `/cart?${told}` : '/cart');
}
