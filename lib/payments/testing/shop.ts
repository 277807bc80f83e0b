/** For tests only: a small shop in the database, with accounts at the emulator. */
import { addLine } from '../../catalog/change-cart';
import { readCartRows } from '../../catalog/cart-rows';
import type {
  AccountId,
  BuyerId,
  LegId,
  ProductId,
  SellerId,
  SetupId,
  VariantId,
} from '../../model/ids';
import type { SavedMethodView, SessionUser } from '../../model/views';
import { getDb } from '../../store/client';
import { newId } from '../../store/new-id';
import { products, sellers, users, variants } from '../../store/schema';
import { consent } from '../wallet/consent';
import { finishSetup } from '../wallet/finish-setup';
import { startSetup } from '../wallet/start-setup';
import { answerBank } from './bank';
import type { Emulator } from './emulator';

export interface Stall {
  readonly sellerId: SellerId;
  readonly accountId: AccountId;
  readonly variantId: VariantId;
  readonly amount: number;
  readonly currency: string;
}

const countries = [
  { country: 'US', currency: 'usd', amount: 4200 },
  { country: 'FR', currency: 'eur', amount: 1200 },
  { country: 'JP', currency: 'jpy', amount: 1500 },
] as const;

/** `count` sellers of one thing each, with an account that can charge. */
export async function openStalls(emulator: Emulator, count: number): Promise<Stall[]> {
  return Promise.all(Array.from({ length: count }, (_, index) => openStall(emulator, index)));
}

/** A connected account that can take payments; of its person Stripe knows the number that `known` says. */
export async function openAccount(
  emulator: Emulator,
  index: number,
  country: string,
  known: { id_number: string } | { ssn_last_4: string } = { id_number: '000000000' },
): Promise<AccountId> {
  const name = `Stall ${index}`;
  const account = await emulator.stripe.accounts.create({
    type: 'custom',
    country,
    email: `stall-${index}@souk.example`,
    capabilities: {
      card_payments: { requested: true },
      transfers: { requested: true },
      ...(country === 'US' ? { us_bank_account_ach_payments: { requested: true } } : {}),
    },
    business_profile: { mcc: '5999', url: 'https://souk.example', name },
    business_type: 'individual',
    individual: {
      first_name: 'Test',
      last_name: 'Seller',
      email: `stall-${index}@souk.example`,
      phone: '0000000000',
      dob: { day: 1, month: 1, year: 1901 },
      address: { line1: 'address_full_match', city: 'Town', postal_code: '10001', country },
      ...known,
    },
    external_account: {
      object: 'bank_account',
      country: 'US',
      currency: 'usd',
      routing_number: '110000000',
      account_number: '000123456789',
    },
    tos_acceptance: { date: 1_760_000_000, ip: '127.0.0.1' },
  });
  return account.id as AccountId;
}

async function openStall(emulator: Emulator, index: number): Promise<Stall> {
  const { country, currency, amount } = countries[index % 3] as (typeof countries)[number];
  const name = `Stall ${index}`;
  const accountId = await openAccount(emulator, index, country);
  const db = await getDb();
  const sellerId = newId<SellerId>('sel');
  const productId = newId<ProductId>('prd');
  const variantId = newId<VariantId>('var');
  const slug = `stall-${sellerId.slice(4)}`;
  await db.insert(sellers).values({
    id: sellerId,
    slug,
    name,
    tagline: '',
    about: '',
    place: 'Town',
    country,
    currency,
    picture: '',
    position: index,
    accountId,
    chargesEnabled: true,
  });
  await db.insert(products).values({
    id: productId,
    sellerId,
    slug,
    name: `Thing ${index}`,
    description: '',
    details: [],
    delivery: '',
    category: 'home',
    picture: '',
    position: index,
  });
  await db
    .insert(variants)
    .values({ id: variantId, productId, amount, currency, stock: 50, position: 0 });
  return { sellerId, accountId, variantId, amount, currency };
}

/** A new buyer, as a session knows one. */
export async function newBuyer(): Promise<SessionUser> {
  const db = await getDb();
  const id = newId<BuyerId>('usr');
  const buyer = { id, name: 'Jenny Rosen', email: `${id}@souk.example`, role: 'buyer' } as const;
  await db.insert(users).values(buyer);
  return buyer;
}

/** Puts one of each into the buyer's cart and answers with the quote that a page would show. */
export async function fillCart(buyer: SessionUser, stalls: readonly Stall[]): Promise<string> {
  const owner = { buyerId: buyer.id };
  for (const { variantId } of stalls) {
    const added = await addLine(owner, variantId, 1);
    if (!added.ok) throw new Error(added.message);
  }
  const cart = await readCartRows(await getDb(), owner);
  if (!cart) throw new Error('no cart');
  return cart.quote;
}

/** A setup with its SetupIntent, as far as the server's first half goes. */
export async function beginSetup(
  buyer: SessionUser,
): Promise<{ setupId: SetupId; intentId: string }> {
  const started = await startSetup(buyer, { consentVersion: consent.version });
  if (!started.ok) throw new Error(started.message);
  const { setupId, clientSecret } = started.value;
  return { setupId, intentId: clientSecret.split('_secret_')[0] ?? '' };
}

/** Saves one of Stripe's test PaymentMethods, the server's way; what the browser does, the SDK does. */
export async function saveCard(
  emulator: Emulator,
  buyer: SessionUser,
  testMethod: string,
): Promise<SavedMethodView> {
  const { setupId, intentId } = await beginSetup(buyer);
  const confirmed = await emulator.stripe.setupIntents.confirm(intentId, {
    payment_method: testMethod,
  });
  if (confirmed.status === 'requires_action') {
    await answerBank(emulator, confirmed, 'authenticate');
  }
  const finished = await finishSetup(buyer, setupId);
  if (!finished.ok) throw new Error(finished.message);
  return finished.value;
}

/** Saves one of Stripe's test bank accounts that need no verification, the server's way. */
export async function saveBankAccount(
  emulator: Emulator,
  buyer: SessionUser,
  testMethod = 'pm_usBankAccount_success',
): Promise<SavedMethodView> {
  const { setupId, intentId } = await beginSetup(buyer);
  await emulator.stripe.setupIntents.confirm(intentId, {
    payment_method: testMethod,
    mandate_data: mandate,
  });
  const finished = await finishSetup(buyer, setupId);
  if (!finished.ok) throw new Error(finished.message);
  return finished.value;
}

/** What a buyer agrees to with a bank account. */
export const mandate = {
  customer_acceptance: {
    type: 'online',
    online: { ip_address: '127.0.0.1', user_agent: 'test' },
  },
} as const;

/** The two writes of an attempt on a leg, as `Emulator.writes` tells them. */
export function writesOf(
  leg: { readonly id: LegId; readonly accountId: string },
  { attempt = 1, charged = 200 }: { attempt?: number; charged?: number } = {},
): string[] {
  return [
    `200 ${leg.accountId} /v1/payment_methods clone:${leg.id}:${attempt}`,
    `${charged} ${leg.accountId} /v1/payment_intents charge:${leg.id}:${attempt}`,
  ];
}
