/** What people say who want to sell. */
import { z } from 'zod';
import { sellingCountryCodes } from '../model/countries';
import { sentences } from '../security/sentences';
import { noControls } from '../security/control-characters';
import { minutes, type Limit } from '../security/rate-limit';

const line = (least: number, most: number) =>
  z.string().trim().min(least).max(most).regex(noControls);

/** Empty: made of the shop's name. */
const statementName = z
  .string()
  .trim()
  .toUpperCase()
  .regex(/^$|^(?=(.*[A-Z]){2})[A-Z0-9][A-Z0-9 .-]{1,9}$/);

/**
 * An application. The currency follows from the country, fee and account from nothing that is said
 * here. https://docs.stripe.com/get-started/account/statement-descriptors
 */
export const applicationForm = z.strictObject({
  name: line(2, 60),
  sells: line(2, 140),
  /** Town, for the shop's page. */
  place: line(1, 60),
  country: z.enum(sellingCountryCodes),
  statementName,
});

export type Application = z.output<typeof applicationForm>;

/** What a seller may change of the shop. Its name stands in links and on receipts, and stays. */
export const shopWords = z.strictObject({
  tagline: line(2, 140),
  about: sentences,
  place: line(1, 60),
  statementName,
});

export type ShopWords = z.output<typeof shopWords>;

/** Each makes an account and a link, or a link at least. */
export const applicationsOfBuyer: Limit = { name: 'apply:buyer', most: 20, windowMs: 10 * minutes };
/** Each asks Stripe for a new link to its form. */
export const linksOfSeller: Limit = { name: 'account-link', most: 40, windowMs: 10 * minutes };
/** Each can tell Stripe another name for statements. */
export const changesOfShop: Limit = { name: 'shop:seller', most: 60, windowMs: 10 * minutes };
